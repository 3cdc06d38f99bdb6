package proof

import (
	"math"

	"tickmark/extract"
	"tickmark/extract/quantity"
)

// fixes says which attributes a closed check of a kind fixes of its members.
// What it leaves out, two members can have wrong together: growth closes on
// two figures of another period as well, a sum in thousands as in millions.
var fixes = map[extract.CheckKind][]extract.Attribute{
	extract.Sum:         {extract.AttrDigits},
	extract.Balance:     {extract.AttrDigits},
	extract.Calculation: {extract.AttrDigits, extract.AttrLabel},
	extract.Growth:      {extract.AttrDigits},
	extract.Margin:      {extract.AttrDigits},
	extract.Share:       {extract.AttrDigits},
	extract.Quotient:    {extract.AttrDigits},
	extract.Translation: {extract.AttrDigits, extract.AttrUnit},
	extract.Rate:        {extract.AttrDigits},
	extract.PerShare:    {extract.AttrDigits, extract.AttrScale},
	extract.ADSRatio:    {extract.AttrDigits},
	extract.YearToDate:  {extract.AttrDigits, extract.AttrPeriod},
	extract.Quarters:    {extract.AttrDigits, extract.AttrPeriod},
	extract.Repeat:      {extract.AttrDigits},
	extract.Comparative: {extract.AttrDigits, extract.AttrPeriod, extract.AttrLabel},
	extract.Editions:    {extract.AttrDigits, extract.AttrUnit, extract.AttrLabel},
}

// fixed are the attributes that a check fixes of its member: those of its kind
// that another member has from elsewhere. Members that take an attribute from
// the same words do not vouch for each other in it.
func (ix index) fixed(c check, of int) []extract.Attribute {
	all := fixes[c.Kind]
	if sameScale[c.Kind] && ix.facts[of].Evidence.Scale.How == extract.Derived && ix.firmScale(c, of) {
		return append(all[:len(all):len(all)], extract.AttrScale)
	}
	alone := true // every attribute but the digits holds, or is one that no other member has
	for _, a := range all {
		alone = alone && (a == extract.AttrDigits || c.outside || ix.vouched(c, of, a))
	}
	if alone {
		return all
	}
	var out []extract.Attribute
	for _, a := range all {
		if a == extract.AttrDigits || ix.vouched(c, of, a) {
			out = append(out, a)
		}
	}
	return out
}

// sameScale are the kinds of check whose figures must be of one scale to close.
var sameScale = map[extract.CheckKind]bool{
	extract.Sum: true, extract.Balance: true, extract.Calculation: true, extract.YearToDate: true, extract.Quarters: true,
}

// spreadScale derives the scale that figures inherit from one that is stated,
// along the closed checks that they are in with it: the two halves of a balance
// sheet are in one scale where assets equal liabilities and equity. Figures that
// all inherit it do not vouch for each other.
func (ix index) spreadScale(checks []check) {
	for range maxSteps {
		changed := false
		for _, c := range checks {
			if !c.Closed || !sameScale[c.Kind] {
				continue
			}
			for _, m := range c.members {
				if m.fact >= ix.now {
					continue
				}
				f := &ix.facts[m.fact]
				if f.Evidence.Scale.How == extract.Scoped && f.Value.Coef != 0 && proves(*f, m.slack) && ix.firmScale(c, m.fact) {
					f.Evidence.Scale.How, changed = extract.Derived, true
				}
			}
		}
		if !changed {
			return
		}
	}
}

// maxSteps bounds over how many checks a scale is handed on: from a total to its
// subtotals, to their parts, and so on. No statement is as deep.
const maxSteps = 64

// firmScale reports whether another member of a check, that is not nil, has its
// scale firmly.
func (ix index) firmScale(c check, but int) bool {
	for _, m := range c.members {
		if f := ix.facts[m.fact]; m.fact != but && f.Value.Coef != 0 && f.Evidence.Scale.How.Strength() > extract.Scoped.Strength() {
			return true
		}
	}
	return false
}

// vouched reports whether another member of a check has an attribute from
// other words than the given one.
func (ix index) vouched(c check, of int, a extract.Attribute) bool {
	own := source(ix.facts[of], a)
	for _, m := range c.members {
		if m.fact == of {
			continue
		}
		if m.fact >= ix.now && of < ix.now {
			return true // of another document
		}
		if s := source(ix.facts[m.fact], a); s.How != "" && (s.Place != own.Place || s.Quote != own.Quote) {
			return true
		}
	}
	return false
}

// source is where a fact has an attribute from.
func source(f extract.Fact, a extract.Attribute) extract.Source {
	switch a {
	case extract.AttrPeriod:
		return f.Evidence.Period
	case extract.AttrUnit:
		return f.Evidence.Unit
	case extract.AttrScale:
		return f.Evidence.Scale
	}
	return f.Evidence.Label
}

// maxChance is how likely the checks that fix the digits of a proven fact may
// be to close together by accident.
const maxChance = 1.0 / 1000

// sumChance is how often a random figure is the total of a sum, or a part of
// one (TestChance: 1 in 4,500).
const sumChance = 1.0 / 4500

// chanceOf is about how likely a closed check is to close on a wrong figure.
func chanceOf(c extract.Check) float64 {
	last, _ := c.Result()
	switch c.Kind {
	case extract.Sum:
		return sumChance
	case extract.Growth:
		if last.Unit != quantity.Percent && last.Unit != quantity.Points {
			return precision(widest(c.Operands))
		}
		return 2 * half(last.Value) / 100
	case extract.Margin, extract.Share, extract.Quotient:
		return 2 * half(last.Value) / 100
	case extract.Rate:
		return 2.0 / rateTolerance
	case extract.PerShare:
		return min(looseness(c.Operands)+precision(last.Value), 1)
	case extract.Translation, extract.ADSRatio: // at one rate, one ratio of the document
		return looseness(c.Operands)
	}
	return precision(widest(c.Operands))
}

// precision is a unit of the last place as a part of the figure.
func precision(v quantity.Amount) float64 {
	if v.Coef == 0 {
		return 1
	}
	return 2 * half(v) / math.Abs(float(v))
}

// looseness is what the roundings of a quotient's terms come to.
func looseness(operands []extract.Operand) float64 {
	sum := 0.0
	for _, o := range operands {
		if o.Op != extract.OpEquals && o.Op != extract.OpTimes {
			sum += precision(o.Value)
		}
	}
	return min(sum, 1)
}

// widest is the most coarsely rounded operand, of those the largest.
func widest(operands []extract.Operand) quantity.Amount {
	var out quantity.Amount
	for i, o := range operands {
		if v := o.Value; i == 0 || v.Exp > out.Exp || v.Exp == out.Exp && v.Abs().Cmp(out.Abs()) > 0 {
			out = v
		}
	}
	return out
}

// fixAttributes turns what a fact inherited, and a closed check fixes, into
// what is derived.
func fixAttributes(f *extract.Fact) {
	for _, c := range f.Checks {
		for _, a := range c.Fixes {
			if s := at(f, a); s != nil && s.How == extract.Scoped {
				s.How = extract.Derived
			}
		}
	}
}

func at(f *extract.Fact, a extract.Attribute) *extract.Source {
	switch a {
	case extract.AttrPeriod:
		return &f.Evidence.Period
	case extract.AttrUnit:
		return &f.Evidence.Unit
	case extract.AttrScale:
		return &f.Evidence.Scale
	case extract.AttrLabel:
		return &f.Evidence.Label
	}
	return nil
}

// settled reports whether the closed checks of a fact fix its digits, by less
// than a chance of maxChance, and all else about it is stated or fixed.
func settled(f extract.Fact) bool {
	return closes(f) && f.Evidence.Firm()
}
