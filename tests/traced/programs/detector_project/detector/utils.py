def anchors_per_cell(config):
    return len(config.ratios) * len(config.scales)


def halve(n, times=1):
    for _ in range(times):
        n = -(-n // 2)
    return n
