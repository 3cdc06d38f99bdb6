package vocabulary

import (
	"tickmark/extract/pattern"
	"tickmark/extract/quantity"
)

var (
	perADSForm   = pattern.New(`(?i)\bper\s+(?:[a-z]+\s+){0,3}?(?:ADSs?|American depositary shares?)\b|每股美國存託|每份?美国存托|每[股份]?美[国國]存[托託]|每ADS`)
	perShareForm = pattern.New(`(?i)\bper\s+(?:[a-z]+\s+){0,3}?shares?\b|每股`)
)

// PerUnit is what the amounts under a label are for one of: quantity.ADS,
// quantity.Shares, or "" for amounts that are not per share.
func PerUnit(label string) quantity.Unit {
	switch {
	case perADSForm.MatchString(label):
		return quantity.ADS
	case perShareForm.MatchString(label):
		return quantity.Shares
	}
	return ""
}
