package extract

import (
	"testing"

	"tickmark/extract/quantity"
)

func observation(label string, coef int64, exp int8, q Qualifier) Fact {
	v := quantity.Amount{Coef: coef, Exp: exp}
	return Fact{Label: label, Value: v, Unit: quantity.CNY, Qualifier: q, Witnesses: []Witness{{Place: "p[1]", Value: v}}}
}

func TestJoinKeepsTheMostPrecise(t *testing.T) {
	facts := Join([]Fact{
		observation("Total revenues", 1581, 7, ""),
		observation("Total revenues (note 1)", 15810628, 3, ""),
		observation("total revenues", 158, 8, ""),
	})
	if len(facts) != 1 || facts[0].Value.String() != "15810628000" || len(facts[0].Witnesses) != 3 {
		t.Fatalf("joined into %+v", facts)
	}
	if facts[0].Witnesses[0].Value != facts[0].Value {
		t.Error("the first witness is not the one that the value stands on")
	}
}

func TestJoinShowsDisagreement(t *testing.T) {
	facts := Join([]Fact{
		observation("IDC costs", 7225, 5, ""),
		observation("IDC costs", 7, 8, ""),
		observation("IDC costs", 7228, 5, ""),
	})
	if len(facts) != 2 || facts[0].Grade != Contradicted || facts[1].Grade != Contradicted {
		t.Fatalf("joined into %+v", facts)
	}
}

func TestJoinVagueFigures(t *testing.T) {
	facts := Join([]Fact{
		observation("growth", 120, 0, Over),
		observation("growth", 1225, -1, ""),
	})
	if len(facts) != 1 || facts[0].Value.String() != "122.5" || facts[0].Qualifier != "" {
		t.Fatalf("joined into %+v", facts)
	}
	if facts = Join([]Fact{observation("growth", 120, 0, Over), observation("growth", 110, 0, "")}); len(facts) != 2 {
		t.Fatalf("over 120 and 110 joined into %+v", facts)
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Net (loss)/profit for the year": "net profit for the year",
		"Selling, general & admin.":      "selling general admin",
		"Shareholders’ equity (note 3)":  "shareholders equity",
		"本年度（虧損）/溢利":                     "本年度 溢利",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}
