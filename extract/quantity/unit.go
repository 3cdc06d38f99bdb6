package quantity

// Unit is what an amount is counted in, as facts print it (CNY, CNY/ADS,
// percent, …). The zero value is unknown.
type Unit string

// The units of the command line's contract. Currencies are ISO 4217.
const (
	CNY     Unit = "CNY"
	USD     Unit = "USD"
	HKD     Unit = "HKD"
	Percent Unit = "percent" // 20.1 means 20.1 %
	Points  Unit = "pp"      // percentage points
	Shares  Unit = "shares"
	ADS     Unit = "ADS"
	Count   Unit = "count"
	Ratio   Unit = "ratio"
)

// Currency says that u is a bare currency.
func (u Unit) Currency() bool {
	return len(u) == 3 && u == Unit(upper3(string(u))) && u != ADS
}

// PerShare says that u is a currency amount for one share or one ADS.
func (u Unit) PerShare() bool {
	return len(u) > 4 && u[3] == '/' && (u[4:] == "shares" || u[4:] == "ADS")
}

// Per is the unit "u for each of", CNY.Per(ADS) being CNY/ADS.
func (u Unit) Per(of Unit) Unit { return u + "/" + of }

func upper3(s string) string {
	for i := range len(s) {
		if s[i] < 'A' || s[i] > 'Z' {
			return ""
		}
	}
	return s
}
