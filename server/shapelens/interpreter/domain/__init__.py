"""What evaluation speaks of: values, objects, and what an analysis says. No module here knows a machine."""
