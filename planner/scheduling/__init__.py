"""Says who is contacted when: what is due, the plan within the limits, and its calendar files."""
