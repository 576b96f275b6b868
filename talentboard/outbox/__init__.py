"""The mails of a demonstration, on a page instead of on their way: there is no mail server, and nobody to write to.

Mails leave as they always do and end in a folder (`TALENTBOARD_OUTBOX`) that this wing alone knows. Settings refuse the
folder to everything but a demonstration, and without it there is no such page.
"""
