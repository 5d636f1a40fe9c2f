"""Reference values of σ, 1 − σ and σ′ from mpmath, and the error of a float64."""

import math

import mpmath


def true_values(x: float) -> dict[str, mpmath.mpf]:
    """Return σ, 1 − σ and σ′ at x with 200 bits."""
    with mpmath.workprec(200):  # nothing cancels, so all 200 bits are correct
        e = mpmath.exp(-mpmath.mpf(x))
        sigma = 1 / (1 + e)
        return {"sigma": sigma, "complement": e * sigma, "slope": e * sigma * sigma}


def ulps(got: float, true: mpmath.mpf) -> float:
    """Return the error in units in the last place of the true value."""
    with mpmath.workprec(200):
        return float(abs(mpmath.mpf(float(got)) - true) / math.ulp(float(true)))


_ASCII = str.maketrans("−⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "--0123456789")


def in_ascii(number: str) -> str:
    """Return a number as the program writes it, such as ``4.5×10⁻⁵``, in the form that Python reads."""
    return number.replace("×10", "e").translate(_ASCII)
