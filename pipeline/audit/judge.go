package audit

import (
	"fmt"
	"slices"
	"strings"

	"tickmark/extract"
	"tickmark/extract/quantity"
	"tickmark/extract/vocabulary"
)

// judge weighs the readings of a claim: the first is the likeliest and gives
// the claim its name; any that the store confirms confirms it; only where the
// first is firm and the store answers it otherwise is the claim contradicted.
func (a *auditor) judge(c claim, o options, qualifier string) claim {
	if c.Unit == "" && len(o.labels) > 0 && o.labels[0].Nature != vocabulary.Rated && o.labels[0].Nature != vocabulary.Counted {
		c.Unit = a.options.Currency // money, in a text that names no currency beside it
		o.remote = true             // enough to confirm, not to accuse
	}
	c.Verdict, c.firm, c.remote = Unverifiable, o.firm, o.remote
	if len(o.labels) == 0 || len(o.roles) == 0 {
		return c
	}
	subjects := a.subjects(c, o)
	if len(subjects) == 0 {
		return a.undated(c, o, qualifier)
	}
	c.name(subjects[0])
	for _, s := range subjects {
		if ans, ok := a.agreed(s, c.Value, o, qualifier); ok {
			c.name(s)
			c.confirm(ans)
			return c
		}
	}
	if s, ans, ok := a.spelled(c, subjects[0], o, qualifier); ok {
		c.name(s)
		c.confirm(ans)
		return c
	}
	return a.otherwise(c, subjects[0], o, qualifier)
}

// spelled finds a metric whose own words stand around the claim though no
// label of it does: "the enterprise cloud segment generated revenue of". It
// must be told exactly.
func (a *auditor) spelled(c claim, s subject, o options, qualifier string) (subject, answer, bool) {
	around := folded(c.around)
	for _, m := range a.book.names() {
		if m == s.metric || !a.book.named(m, around) {
			continue
		}
		for _, other := range a.subjects(c, options{labels: []vocabulary.Found{{Match: vocabulary.Match{Metric: m, Basis: s.basis}}}, periods: o.periods, roles: o.roles}) {
			if ans, ok := a.agreed(other, c.Value, o, qualifier); ok {
				return other, ans, true
			}
		}
	}
	return s, answer{}, false
}

// subjects are the readings of a claim, the likeliest first.
func (a *auditor) subjects(c claim, o options) (out []subject) {
	for _, l := range o.labels {
		for _, r := range o.roles {
			for _, p := range o.periods {
				out = append(out, subject{l.Metric, marked(l.Basis), r, p, c.Unit})
			}
		}
	}
	return out
}

func (c *claim) name(s subject) {
	c.Metric, c.Basis, c.Period, c.Dimensions = s.metric, s.basis, s.period, nil
	if s.role.change != "" {
		c.Dimensions = extract.Dimensions{extract.DimChange: s.role.change}
	}
	if s.role.shareOf != "" {
		c.Dimensions = extract.Dimensions{extract.DimShareOf: string(s.role.shareOf)}
	}
}

func (c *claim) confirm(a answer) {
	c.Verdict = Confirmed
	c.cite(a)
}

func (c *claim) cite(a answer) {
	c.Evidence = a.evidence
	for _, f := range a.evidence {
		if f.Flag != "" && !slices.Contains(c.Flags, f.Flag) {
			c.Flags = append(c.Flags, f.Flag)
		}
	}
}

// agreed finds an answer that a value tells, with the sign that its words
// give it.
func (a *auditor) agreed(s subject, v quantity.Amount, o options, qualifier string) (answer, bool) {
	for _, ans := range a.book.ask(s) {
		for _, x := range signed(v, s, o) {
			if ans.agrees(x, qualifier) {
				return ans, true
			}
		}
	}
	return answer{}, false
}

// signed are the values that a printed one can mean: a loss is below zero, and
// so is what fell.
func signed(v quantity.Amount, s subject, o options) []quantity.Amount {
	loss := slices.ContainsFunc(o.labels, func(l vocabulary.Found) bool { return l.Metric == s.metric && l.Loss })
	switch {
	case s.role.change != "" && o.sign < 0, s.role.change == "" && loss:
		return []quantity.Amount{v.Abs().Neg()}
	case s.role.change != "" && o.sign == 0:
		return []quantity.Amount{v, v.Neg()}
	}
	return []quantity.Amount{v}
}

// undated is a claim that no words date: true of the newest period, true of an
// older one, or not to be decided.
func (a *auditor) undated(c claim, o options, qualifier string) claim {
	l := o.labels[0]
	c.Metric, c.Basis = l.Metric, marked(l.Basis)
	for _, f := range a.book.metrics[l.Metric] {
		r, _ := roleOf(f.Dimensions)
		s := subject{l.Metric, marked(l.Basis), r, f.Period, c.Unit}
		if !slices.Contains(o.roles, r) {
			continue
		}
		ans, ok := a.agreed(s, c.Value, o, qualifier)
		if !ok {
			continue
		}
		c.name(s)
		c.confirm(ans)
		if f.Period.End != a.book.newest.End {
			c.Verdict = Stale
		} else {
			break
		}
	}
	return c
}

// otherwise is a claim whose words the store does not confirm.
func (a *auditor) otherwise(c claim, s subject, o options, qualifier string) claim {
	s, loose := a.meant(c, s, o)
	c.name(s)
	o.firm = o.firm && !loose
	answers := a.book.ask(s)
	slip, strong := a.slip(c, s, o, qualifier)
	if own, ok := a.ownCurrency(s, c.Value, o); ok && len(answers) == 0 {
		answers, slip, strong = []answer{own}, fmt.Sprintf("the %s figure printed as %s", money(a.book.currency), money(s.unit)), true
		c.Unit = a.book.currency
	}
	if len(answers) == 0 {
		if len(a.book.metrics[s.metric]) > 0 && s.role.change != "" && rated(o) {
			c.Verdict, c.Slip = NotAMeasure, slip
		}
		return c
	}
	if o.future || o.remote || !o.firm && !strong || (loose || whole[s.metric] && !o.total) && strings.HasPrefix(slip, isOf) {
		return c
	}
	c.Verdict, c.Slip = Contradicted, slip
	expected := answers[0].value
	c.Expected = &expected
	c.cite(answers[0])
	return c
}

// ownCurrency finds an amount in another currency that is the store's in its
// own: it cannot be both.
func (a *auditor) ownCurrency(s subject, v quantity.Amount, o options) (answer, bool) {
	if s.unit == a.book.currency || s.unit == quantity.Percent {
		return answer{}, false
	}
	s.unit = a.book.currency
	return a.agreed(s, v, o, "")
}

// meant is the subject of a claim whose likeliest reading the store does not
// answer, or answers by the whole of which the words name a part: "the
// enterprise cloud segment generated revenue of".
// It is loose where the store knows nothing of the likeliest.
func (a *auditor) meant(c claim, s subject, o options) (meant subject, loose bool) {
	known := len(a.book.metrics[s.metric]) > 0
	if own := a.book.spelled(c.line); (whole[s.metric] || !known) && len(own) == 1 {
		s.metric = own[0].Metric
		return s, !known
	}
	for _, l := range o.labels {
		if !known && len(a.book.metrics[l.Metric]) > 0 {
			s.metric, s.basis = l.Metric, marked(l.Basis)
			return s, true
		}
	}
	return s, false
}

// whole are metrics whose labels also head those of their parts.
var whole = map[extract.Metric]bool{"Revenues": true}

func rated(o options) bool { return o.labels[0].Nature == vocabulary.Rated }

// inconsistent marks claims that tell one thing in two ways, where the store
// does not decide.
func inconsistent(claims []claim) {
	first := map[string]*claim{}
	for i := range claims {
		c := &claims[i]
		if c.Metric == "" || !c.Period.Known() || c.Verdict != Unverifiable || !c.firm || c.remote {
			continue
		}
		key := fmt.Sprint(c.Metric, c.Basis, c.Dimensions, c.Period, c.Unit)
		f, ok := first[key]
		switch {
		case !ok:
			first[key] = c
		case !f.Value.Consistent(c.Value):
			c.Verdict, c.Slip = Inconsistent, fmt.Sprintf("line %d says %s", f.Line, f.Text)
			f.Verdict, f.Slip = Inconsistent, fmt.Sprintf("line %d says %s", c.Line, c.Text)
		}
	}
}
