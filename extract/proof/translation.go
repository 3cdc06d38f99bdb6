package proof

import (
	"cmp"
	"math"
	"math/big"
	"slices"

	"tickmark/extract"
	"tickmark/extract/quantity"
)

// minPairs is how many RMB and US$ pairs must agree before their rate is
// held against the others.
const minPairs = 3

// maxRates is how many rates a document may translate at: of flows, of
// balances, of earlier years.
const maxRates = 6

// rateMetric is the convenience rate that a release states.
const rateMetric extract.Metric = "ForeignCurrencyExchangeRateTranslation1"

// twin is two figures with the range of their quotient: an RMB figure and its
// convenience translation, a loss per ADS and per share.
type twin struct {
	above, below int
	rate         interval
}

// translations finds the one rate that a document translates at, and holds
// every RMB and US$ pair against it. Some issuers translate balances at
// another rate than flows: a second rate on which as many pairs agree stands
// beside the first.
func translations(ix index) []check {
	byDocument := map[string][]twin{}
	var documents []string
	var turned []check
	for i, f := range ix.facts[:ix.now] {
		if t, doc, ok := ix.twin(i, f); ok {
			if ix.opposed(t) {
				turned = append(turned, ix.oneSign(extract.Translation, t))
				continue
			}
			if byDocument[doc] == nil {
				documents = append(documents, doc)
			}
			byDocument[doc] = append(byDocument[doc], t)
		}
	}
	checks := turned
	for _, doc := range documents {
		checks = append(checks, ratesOf(ix, doc, byDocument[doc])...)
	}
	return checks
}

// localUnit is the reporting currency unit that a translated unit stands for.
var localUnit = map[quantity.Unit]quantity.Unit{
	quantity.USD:                      quantity.CNY,
	quantity.USD.Per(quantity.ADS):    quantity.CNY.Per(quantity.ADS),
	quantity.USD.Per(quantity.Shares): quantity.CNY.Per(quantity.Shares),
}

func (ix index) twin(usd int, f extract.Fact) (twin, string, bool) {
	cny, ok := localUnit[f.Unit]
	if !ok || f.Value.Coef == 0 || !plain(f) {
		return twin{}, "", false
	}
	k := ix.keys[usd]
	k.Unit = cny
	i, ok := ix.one(k)
	if !ok || i >= ix.now || f.Metric == "" && !ix.sameTable(usd, i) || ix.facts[i].Qualifier != "" || ix.facts[i].Value.Coef == 0 {
		return twin{}, "", false
	}
	rate, ok := ix.of(i).abs().over(ix.of(usd).abs())
	return twin{i, usd, rate}, document(f), ok
}

// opposed says that one figure of a pair is negative and the other is not.
func (ix index) opposed(t twin) bool {
	return ix.facts[t.above].Value.Sign()*ix.facts[t.below].Value.Sign() < 0
}

// oneSign fails a pair whose signs differ: one of the two is off by twice its
// size.
func (ix index) oneSign(kind extract.CheckKind, t twin) check {
	a, b := ix.facts[t.above], ix.facts[t.below]
	return newCheck(kind, false, ix.multiplicative(2, t.above, t.below), extract.Operand{Value: a.Value, Unit: a.Unit, Label: "its sign"}, equals(b.Value, b.Unit))
}

func document(f extract.Fact) string {
	if len(f.Witnesses) == 0 {
		return ""
	}
	return f.Witnesses[0].Document
}

// ratesOf finds the number that lies in most of the pairs' ranges, and takes
// the pairs that it misses to the next rate as long as minPairs agree on one.
// What is left over fails where most pairs found their rate.
func ratesOf(ix index, doc string, twins []twin) []check {
	var checks []check
	var first *big.Rat
	rest := twins
	for range maxRates {
		rate, agree := commonest(rest)
		if agree < minPairs {
			break
		}
		if first == nil {
			first = rate
		}
		var next []twin
		quoted := quoted(rate)
		for _, t := range rest {
			if t.holds(rate) {
				checks = append(checks, ix.translated(t, quoted))
			} else {
				next = append(next, t)
			}
		}
		checks = append(checks, ix.statedRate(doc, rate)...)
		rest = next
	}
	if first == nil || len(rest)*2 >= len(twins) {
		return checks
	}
	for _, t := range rest {
		if c, ok := ix.mistranslated(t, first); ok {
			checks = append(checks, c)
		}
	}
	return checks
}

func (t twin) holds(rate *big.Rat) bool { return t.rate.lo.Cmp(rate) <= 0 && rate.Cmp(t.rate.hi) <= 0 }

func (ix index) translated(t twin, rate quantity.Amount) check {
	return newCheck(extract.Translation, true, ix.multiplicative(ix.looseness(t.above, t.below), t.above, t.below), ix.quotientOperands(t, rate)...)
}

// summedUp is by how many times its own rounding a pair may miss the rate
// undecided: a total may be the sum of translated parts.
const summedUp = 5

// mistranslated is a pair at no rate.
func (ix index) mistranslated(t twin, rate *big.Rat) (check, bool) {
	r, _ := rate.Float64()
	miss := t.rate.distance(interval{rate, rate}) / r
	if miss < summedUp*ix.looseness(t.above, t.below) {
		return check{}, false
	}
	return newCheck(extract.Translation, false, ix.multiplicative(miss, t.above, t.below), ix.quotientOperands(t, quoted(rate))...), true
}

// quotientOperands writes a pair as a quotient.
func (ix index) quotientOperands(t twin, quotient quantity.Amount) []extract.Operand {
	a, b := ix.facts[t.above], ix.facts[t.below]
	return []extract.Operand{{Value: a.Value, Unit: a.Unit}, {Op: extract.OpOver, Value: b.Value, Unit: b.Unit}, equals(quotient, "")}
}

// quoted is a rate to the decimals that rates are quoted to.
func quoted(rate *big.Rat) quantity.Amount {
	r, _ := rate.Float64()
	return quantity.Amount{Coef: int64(math.Round(r * math.Pow10(rateDecimals))), Exp: -rateDecimals}
}

// statedRate closes the rate that a document states on the one that its
// figures are translated at.
func (ix index) statedRate(doc string, rate *big.Rat) []check {
	var checks []check
	for _, i := range ix.metrics[rateMetric] {
		f := ix.facts[i]
		r, _ := rate.Float64()
		tolerance := new(big.Rat).Mul(f.Value.Rat(), big.NewRat(1, rateTolerance))
		if i >= ix.now || document(f) != doc || new(big.Rat).Sub(f.Value.Rat(), rate).Cmp(tolerance) > 0 ||
			new(big.Rat).Sub(rate, f.Value.Rat()).Cmp(tolerance) > 0 {
			continue
		}
		checks = append(checks, newCheck(extract.Rate, true, additive(r/rateTolerance, i), extract.Operand{Value: f.Value}, extract.Operand{Op: extract.OpEquals, Value: quoted(rate), Label: "as figures are translated"}))
	}
	return checks
}

// rateTolerance is how closely (one part in so many) the rate found from
// rounded figures must meet the stated one.
const rateTolerance = 5000

// commonest sweeps the ranges for the point that most of them cover and gives
// the roundest number of the narrowest stretch there.
func commonest(twins []twin) (*big.Rat, int) {
	edges := make([]edge, 0, 2*len(twins))
	for _, t := range twins {
		edges = append(edges, edgeOf(t.rate.lo, true), edgeOf(t.rate.hi, false))
	}
	slices.SortStableFunc(edges, edge.compare)
	most, depth, at := 0, 0, 0
	for i, e := range edges {
		if !e.open {
			depth--
			continue
		}
		if depth++; depth > most {
			most, at = depth, i
		}
	}
	if most == 0 {
		return nil, 0
	}
	return roundest(edges[at].at, edges[at+1].at), most
}

// edge is where a range begins, or ends.
type edge struct {
	at   *big.Rat
	near float64 // at, to within one part in 10^15
	open bool
}

func edgeOf(at *big.Rat, open bool) edge {
	near, _ := at.Float64()
	return edge{at, near, open}
}

// compare orders edges; exactly where they are too near to one another to tell
// by less. Ranges begin before others end.
func (e edge) compare(f edge) int {
	if d := e.near - f.near; math.Abs(d) > 1e-9*math.Abs(e.near) {
		return cmp.Compare(d, 0)
	}
	c := e.at.Cmp(f.at)
	switch {
	case c != 0 || e.open == f.open:
		return c
	case e.open:
		return -1
	}
	return 1
}

// rateDecimals are those that exchange rates are quoted to.
const rateDecimals = 4

// roundest is the rate as quoted that lies between two numbers, else the
// middle.
func roundest(a, b *big.Rat) *big.Rat {
	m := new(big.Rat).Add(a, b)
	m.Mul(m, big.NewRat(1, 2))
	if q, ok := new(big.Rat).SetString(m.FloatString(rateDecimals)); ok && a.Cmp(q) <= 0 && q.Cmp(b) <= 0 {
		return q
	}
	return m
}
