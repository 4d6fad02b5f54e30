"""The HTML report in a real browser: accessible, by keyboard, in dark, on paper, on a phone, and without its script."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
REPORTS = ("few", "hostile", "hundreds", "thousands", "several")
# How many details are opened for a look at all that is in them; the others are made alike.
OPENED = 60

Show = Callable[..., Page]


@pytest.fixture
def show(browser: Browser, reports: dict[str, Path]) -> Iterator[Show]:
    """Return what opens a report; the test fails if the page complains, asks for anything or shows a dialog."""
    contexts, complaints = [], []

    def shown(name: str, anchor: str = "", **options: Any) -> Page:
        context = browser.new_context(**{"viewport": DESK, **options})
        contexts.append(context)
        page = context.new_page()
        address = reports[name].as_uri()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on("request", lambda request: request.url.startswith(address) or complaints.append(request.url))
        page.goto(address + anchor)
        return page

    yield shown
    for context in contexts:
        context.close()
    assert complaints == []


def opened(page: Page) -> None:
    page.evaluate(f"[...document.querySelectorAll('details')].slice(0, {OPENED}).forEach((one) => (one.open = true))")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", ["few", "hostile", "several"])
def test_axe_finds_nothing(show: Show, name: str, size: dict[str, int], scheme: str) -> None:
    page = show(name, viewport=size, color_scheme=scheme, bypass_csp=True)
    opened(page)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("name", ["hundreds", "thousands"])
def test_axe_finds_nothing_in_long_reports(show: Show, name: str) -> None:
    found = Axe().run(show(name, bypass_csp=True))  # folded up: made of the same parts, which take a minute to look at
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_runs_off_a_phone(show: Show, name: str) -> None:
    page = show(name, viewport=PHONE)
    opened(page)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_it_can_be_read_by_keyboard_alone(show: Show) -> None:
    page = show("hundreds")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the results"
    summary = page.locator(".f > summary").first
    summary.focus()
    page.keyboard.press("Enter")
    finding = page.locator(".f").first
    assert finding.get_attribute("open") is not None
    assert finding.locator("dd.tree li").first.is_visible()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_a_derivation_goes_down_to_lines_of_the_manifest(show: Show) -> None:
    page = show("hundreds")
    page.locator(".f > summary").first.click()
    tree = page.locator(".f").first.locator("dd.tree")
    assert "role(" in tree.inner_text()
    assert "line " in tree.locator("li li").last.inner_text()


@pytest.mark.parametrize("name", ["hundreds", "thousands"])
def test_findings_are_filtered_and_searched(show: Show, name: str) -> None:
    page = show(name)
    total = page.locator(".f").evaluate_all("(all) => all.reduce((sum, one) => sum + Number(one.dataset.n), 0)")
    output = page.locator("form.filter output")
    page.get_by_label("Outcome").select_option(label="unmet")
    output.filter(has_text="findings shown").wait_for()
    unmet = page.locator("table.counts tbody td").first.inner_text()
    assert output.inner_text() == f"{unmet} of {total} findings shown"
    word = page.locator(".f:not([hidden]) > summary").first.inner_text().split()[-1]
    before = output.inner_text()
    page.get_by_label("Search").fill(word)
    expect(output).not_to_have_text(before)
    shown = page.locator(".f:not([hidden])").all_text_contents()
    assert shown
    assert all(word.lower() in text.lower() for text in shown)
    page.get_by_role("button", name="Clear").click()
    expect(page.locator(".f[hidden]")).to_have_count(0)
    expect(output).to_have_text("")


def test_what_is_linked_to_opens(show: Show) -> None:
    page = show("hundreds")
    page.locator("section:has(> h3[id$=blocking]) a").first.click()
    expect(page.locator(":target")).to_have_attribute("open", "")
    assert page.locator(":target > summary").is_visible()
    page = show("hundreds", anchor=page.evaluate("location.hash"))
    assert page.locator(":target > summary").is_visible()


def test_without_its_script_everything_can_be_read(show: Show) -> None:
    page = show("hundreds", java_script_enabled=False)
    assert not page.locator("form.filter").is_visible()
    finding = page.locator(".f").first
    finding.locator("summary").click()
    assert finding.get_by_text("[BSR-").is_visible()
    for heading in ("Do first", "People at risk", "Rights and actors", "Value chain", "Remedy register"):
        assert page.get_by_role("heading", name=heading).is_visible()


def test_names_are_shown_as_they_are_written(show: Show) -> None:
    page = show("hostile")
    assert "<script>alert(1)</script>" in page.locator("h2").first.inner_text()
    assert page.locator("script").count() == 1
    assert page.locator("main img, main b:empty").count() == 0


def test_dark_is_dark(show: Show) -> None:
    grounds = [
        show("few", color_scheme=scheme).evaluate("getComputedStyle(document.body).backgroundColor")
        for scheme in ("light", "dark")
    ]
    assert grounds == ["rgb(255, 255, 255)", "rgb(20, 23, 27)"]


def test_what_is_not_stated_has_a_pattern_and_what_is_met_has_none(show: Show) -> None:
    page = show("hundreds")
    style = "(one) => [getComputedStyle(one).backgroundImage, getComputedStyle(one).outlineStyle]"
    image, outline = page.locator("td.h-unknown").first.evaluate(style)
    assert image.startswith("repeating-linear-gradient")
    assert outline == "dashed"
    assert page.locator(".key.h-met").first.evaluate(style) == ["none", "none"]


def test_paper_has_no_controls_and_holds_the_drawing(show: Show) -> None:
    page = show("hundreds")
    page.emulate_media(media="print")
    assert not page.locator("form.filter").is_visible()
    assert not page.locator("nav").first.is_visible()
    assert page.locator("svg").bounding_box()["width"] <= DESK["width"]
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_the_drawing_has_a_name_and_its_words_in_a_table(show: Show) -> None:
    page = show("hundreds")
    assert page.get_by_role("img", name="The value chain").is_visible()
    page.get_by_text("The value chain in tables").click()
    row = page.get_by_role("row").filter(has_text="provides a model to")
    assert "corvid" in row.inner_text()
    assert "shortlist" in row.inner_text()
