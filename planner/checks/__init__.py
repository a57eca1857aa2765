"""What a thoughtful friend would say before anything is sent.

A check is a small function from values to findings. The catalogue holds what each kind of finding
means; running.py lists the functions.
"""
