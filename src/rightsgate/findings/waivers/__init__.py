"""Waivers: findings that somebody accepts for a time, with a reason, an owner and an approver."""
