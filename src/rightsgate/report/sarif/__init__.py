"""The report as SARIF 2.1.0, the form in which tools of continuous integration read findings."""
