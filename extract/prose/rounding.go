package prose

import "tickmark/extract/quantity"

// roundedOut is an amount that a sentence writes out to the last unit:
// "HK$65,000,000" for what the statement puts at 64,693 thousand. How far it is
// rounded is not said, so its trailing groups of zeros are not taken for
// digits. An amount with a scale ("RMB2,000 million") keeps all it prints.
func roundedOut(a quantity.Amount) quantity.Amount {
	if a.Exp != 0 || a.Coef == 0 {
		return a
	}
	for a.Coef%1000 == 0 {
		a.Coef, a.Exp = a.Coef/1000, a.Exp+3
	}
	return a
}
