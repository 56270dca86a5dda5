"""The inspector: the fields of what is chosen, the plan's own, its checks and its outline."""
