KERNEL = (3, 3)
POOL = 2
FILTERS = [8, 16]
SIZES = {"small": (32, 32, 3), "large": (64, 96, 3)}
