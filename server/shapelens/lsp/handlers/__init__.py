"""One file per feature: guard, snapshot, call, convert. Requests live in modules that are imported when first asked."""
