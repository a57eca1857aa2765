"""The words of the field, as values: Contact, Sender, Channel, Status, Draft, Finding.

No behaviour beyond what a value says of itself; every room above speaks in these.
"""
