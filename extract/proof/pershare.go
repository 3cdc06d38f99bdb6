package proof

import (
	"math"
	"math/big"
	"strings"

	"tickmark/extract"
	form "tickmark/extract/pattern"
	"tickmark/extract/quantity"
)

// earners are the metrics that earnings per share divide; weights those that
// they are divided by.
var (
	earners = []extract.Metric{"NetIncomeLossAvailableToCommonStockholdersBasic", "NetIncomeLossAvailableToCommonStockholdersDiluted", "NetIncomeLoss", "ProfitLoss"}
	weights = []extract.Metric{"WeightedAverageNumberOfSharesOutstandingBasic", "WeightedAverageNumberOfDilutedSharesOutstanding",
		"WeightedAverageNumberOfShareOutstandingBasicAndDiluted"}
)

// maxCandidates bounds the figures of one name among which a check looks; a
// document that has more tells them apart by nothing.
const maxCandidates = 6

// earning is an amount per share or per ADS with the earnings and the number
// of shares that it may come from.
type earning struct {
	per, earned, number int
}

// perShare holds earnings per share against earnings and shares, and figures
// per ADS against figures per share. It proves and never contradicts: diluted
// earnings are adjusted, and which shares an issuer divides by it need not
// print.
func perShare(ix index) []check {
	var checks []check
	byDocument := map[string][]twin{}
	var documents []string
	add := func(doc string, t twin) {
		if byDocument[doc] == nil {
			documents = append(documents, doc)
		}
		byDocument[doc] = append(byDocument[doc], t)
	}
	for i, f := range ix.facts[:ix.now] {
		switch {
		case f.Unit.PerShare() && plain(f) && f.Value.Coef != 0:
			for _, e := range ix.earnings(i, f.Unit[4:]) {
				if c, ok := ix.divided(e); ok {
					checks = append(checks, c)
				}
			}
			if t, ok := ix.perADS(i); ok && ix.opposed(t) {
				checks = append(checks, ix.oneSign(extract.ADSRatio, t))
			} else if ok {
				add(document(f), t)
			}
		case f.Unit == quantity.ADS && f.Value.Coef > 0:
			for _, t := range ix.counted(i) {
				add(document(f), t)
			}
		}
	}
	for _, doc := range documents {
		checks = append(checks, ix.adsRatio(doc, byDocument[doc])...)
	}
	return checks
}

// earnings lists what the amount per share i may be: earnings of its period
// and basis over a number of shares or ADSs.
func (ix index) earnings(i int, of quantity.Unit) []earning {
	f := ix.facts[i]
	var out []earning
	if !strings.HasPrefix(string(f.Metric), "EarningsPerShare") {
		return nil
	}
	for _, e := range ix.named(earners, i, f.Unit[:3]) {
		if ix.facts[e].Basis != f.Basis {
			continue
		}
		for _, n := range ix.named(weights, i, of) {
			out = append(out, earning{i, e, n})
		}
	}
	return out
}

// named finds figures of some metrics in the period and document of fact i,
// whatever their dimensions.
func (ix index) named(metrics []extract.Metric, i int, u quantity.Unit) []int {
	var out []int
	for _, m := range metrics {
		is := ix.byName[nameKey{m, ix.facts[i].Period, u}]
		if len(is) > maxCandidates {
			continue
		}
		for _, j := range is {
			if j < ix.now && document(ix.facts[j]) == document(ix.facts[i]) && ix.facts[j].Value.Coef != 0 {
				out = append(out, j)
			}
		}
	}
	return out
}

func (ix index) divided(e earning) (check, bool) {
	per, earned, number := ix.facts[e.per], ix.facts[e.earned], ix.facts[e.number]
	q, ok := ix.of(e.earned).abs().over(ix.of(e.number).abs())
	if !ok || per.Value.Sign() != earned.Value.Sign()*number.Value.Sign() || !ix.of(e.per).abs().overlaps(q) {
		return check{}, false
	}
	slack := ix.looseness(e.per, e.earned, e.number)
	return newCheck(extract.PerShare, true, ix.multiplicative(slack, e.per, e.earned, e.number), extract.Operand{Value: earned.Value},
		extract.Operand{Op: extract.OpOver, Value: number.Value, Unit: number.Unit}, equals(per.Value, per.Unit)), true
}

// perADSForm are the words of a label or section that its twin per share has
// otherwise.
var perADSForm = form.New(`(?i)\bper (?:ads|american depositary share)\b`)

// perADS pairs an amount per ADS with the same per share.
func (ix index) perADS(i int) (twin, bool) {
	currency, of3, _ := strings.Cut(string(ix.facts[i].Unit), "/")
	if of3 != string(quantity.ADS) {
		return twin{}, false
	}
	k := ix.keys[i]
	k.Unit = quantity.Unit(currency).Per(quantity.Shares)
	k.Name = perADSForm.ReplaceAllString(k.Name, "per share")
	k.Dimensions = perADSForm.ReplaceAllString(k.Dimensions, "per share")
	j, ok := ix.one(k)
	if !ok || j >= ix.now {
		return twin{}, false
	}
	return ix.quotient(i, j)
}

// counted pairs a number of ADSs with the numbers of shares of its period.
func (ix index) counted(i int) []twin {
	var out []twin
	for _, j := range ix.named([]extract.Metric{ix.facts[i].Metric}, i, quantity.Shares) {
		if t, ok := ix.quotient(j, i); ok {
			out = append(out, t)
		}
	}
	return out
}

func (ix index) quotient(a, b int) (twin, bool) {
	if ix.facts[a].Qualifier != "" || ix.facts[b].Qualifier != "" {
		return twin{}, false
	}
	r, ok := ix.of(a).abs().over(ix.of(b).abs())
	return twin{a, b, r}, ok
}

// adsRatio finds how many shares an ADS stands for: a whole number that lies
// in most of the pairs' ranges. With it, the number of shares follows from
// the loss and the amount per ADS.
func (ix index) adsRatio(doc string, twins []twin) []check {
	point, agree := commonest(twins)
	if agree < 2 || agree*2 <= len(twins) {
		return nil
	}
	ratio, ok := whole(point, twins, agree)
	if !ok {
		return nil
	}
	var checks []check
	for _, t := range twins {
		if t.holds(ratio) {
			checks = append(checks, newCheck(extract.ADSRatio, true, ix.multiplicative(ix.looseness(t.above, t.below), t.above, t.below), ix.quotientOperands(t, wholeAmount(ratio))...))
		} else if c, ok := ix.offRatio(t, ratio); ok && agree >= minPairs {
			checks = append(checks, c)
		}
	}
	return append(checks, ix.throughADS(doc, ratio)...)
}

// offRatio fails an amount per ADS that is not so many times that per share.
// Numbers of shares are not failed: which are alike, their labels may not say.
func (ix index) offRatio(t twin, ratio *big.Rat) (check, bool) {
	a := ix.facts[t.above]
	r, _ := ratio.Float64()
	miss := t.rate.distance(interval{ratio, ratio}) / r
	if !a.Unit.PerShare() || miss < 2*ix.looseness(t.above, t.below) {
		return check{}, false
	}
	return newCheck(extract.ADSRatio, false, ix.multiplicative(miss, t.above, t.below), ix.quotientOperands(t, wholeAmount(ratio))...), true
}

// wholeAmount is a ratio that is a whole number.
func wholeAmount(ratio *big.Rat) quantity.Amount { return quantity.Amount{Coef: ratio.Num().Int64()} }

// whole finds the whole number nearest to point that as many pairs hold.
func whole(point *big.Rat, twins []twin, agree int) (*big.Rat, bool) {
	f, _ := point.Float64()
	n := new(big.Rat).SetInt64(int64(math.Round(f)))
	holds := 0
	for _, t := range twins {
		if t.holds(n) {
			holds++
		}
	}
	return n, n.Sign() > 0 && holds == agree
}

// throughADS holds amounts per ADS against earnings and the number of shares,
// which is finer than the amount per share.
func (ix index) throughADS(doc string, ratio *big.Rat) []check {
	var checks []check
	for i, f := range ix.facts[:ix.now] {
		if !strings.HasSuffix(string(f.Unit), "/ADS") || !plain(f) || f.Value.Coef == 0 || document(f) != doc {
			continue
		}
		for _, e := range ix.earnings(i, quantity.Shares) {
			earned, number := ix.facts[e.earned], ix.facts[e.number]
			q, ok := ix.of(e.earned).abs().over(ix.of(e.number).abs())
			if !ok {
				continue
			}
			q = interval{new(big.Rat).Mul(q.lo, ratio), new(big.Rat).Mul(q.hi, ratio)}
			if earned.Value.Sign()*number.Value.Sign() != f.Value.Sign() || !ix.of(i).abs().overlaps(q) {
				continue
			}
			checks = append(checks, newCheck(extract.PerShare, true, ix.multiplicative(ix.looseness(e.per, e.earned, e.number), e.per, e.earned, e.number), extract.Operand{Value: earned.Value},
				extract.Operand{Op: extract.OpOver, Value: number.Value, Unit: number.Unit}, extract.Operand{Op: extract.OpTimes, Value: wholeAmount(ratio)}, equals(f.Value, f.Unit)))
		}
	}
	return checks
}
