//! Natural logarithms that come out the same on every machine: those of the platforms differ in
//! the last digit, and a tie must not hang on that.

/// How many terms of the series: enough for the precision of the type.
const TERMS: i32 = 16;

/// The natural logarithm of a normal number above 0, by addition and division alone, which
/// IEEE 754 defines to the last bit.
pub(super) fn ln(x: f64) -> f64 {
    const FRACTION: u64 = (1 << 52) - 1;
    let bits = x.to_bits();
    let exponent = (bits >> 52) as i32 - 1023;
    // The number is that many times two by this, which is 1 to 2.
    let part = f64::from_bits((bits & FRACTION) | 1.0_f64.to_bits());
    // ln((1 + y) / (1 - y)) = 2 (y + y³/3 + y⁵/5 + …), with y up to a third.
    let y = (part - 1.0) / (part + 1.0);
    let square = y * y;
    let mut sum = 0.0;
    for term in (0..TERMS).rev() {
        sum = sum * square + 1.0 / f64::from(2 * term + 1);
    }
    f64::from(exponent) * std::f64::consts::LN_2 + 2.0 * y * sum
}

#[cfg(test)]
mod tests {
    use super::ln;

    #[test]
    fn logarithms() {
        let mut x = 0.5;
        while x < 1e6 {
            assert!((ln(x) - x.ln()).abs() < 1e-13, "{x}: {} {}", ln(x), x.ln());
            x = x * 1.01 + 0.001;
        }
        assert_eq!(ln(1.0), 0.0);
    }
}
