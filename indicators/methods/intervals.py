"""The part that chance plays in a figure made of counts: 95 % intervals for proportions and rates; it compares nothing."""

from math import sqrt

from scipy.special import gammaincinv

Z = 1.959963984540054
"""The .975 quantile of the normal distribution."""
EXACT_BELOW = 10
"""Byar's approximation is good from ten events on; below that the exact Poisson limits are used (APHO Technical Briefing 3)."""


def wilson(count: float, total: float) -> tuple[float, float]:
    """95 % interval (0–1) of the proportion count / total, total > 0 (Wilson 1927; Newcombe 1998, method 3)."""
    share, z2 = count / total, Z**2
    middle = share + z2 / (2 * total)
    half = Z * sqrt(share * (1 - share) / total + z2 / (4 * total**2))
    return max(0.0, (middle - half) / (1 + z2 / total)), min(1.0, (middle + half) / (1 + z2 / total))


def byar(count: float, exposure: float) -> tuple[float, float]:
    """95 % interval of the rate count / exposure, exposure > 0: Byar's approximation, exact Poisson below ten events."""
    if count < EXACT_BELOW:
        lower = float(gammaincinv(count, 0.025)) if count > 0 else 0.0
        return lower / exposure, float(gammaincinv(count + 1, 0.975)) / exposure
    above = count + 1
    lower = count * (1 - 1 / (9 * count) - Z / (3 * sqrt(count))) ** 3
    upper = above * (1 - 1 / (9 * above) + Z / (3 * sqrt(above))) ** 3
    return lower / exposure, upper / exposure
