package vocabulary

import "slices"

// company stands for the issuer's name in labels in common form.
const company = "company"

// suffixes end the names of companies.
var suffixes = map[string]bool{
	"inc": true, "ltd": true, "limited": true, "corp": true, "corporation": true, "holding": true, "plc": true,
	"group": true, "company": true, "co": true, "technology": true, "entertainment": true, "incorporated": true,
}

// holders follow the issuer's name in labels: NetEase's shareholders.
var holders = map[string]bool{"shareholder": true, "ordinary": true, "equity": true, "owner": true, "ordinaryshareholder": true}

// maxName is the longest name of a company, in words.
const maxName = 8

// names are those of the issuer, in common form, by their first words.
type names map[string][]string

func (n names) add(name []token) {
	if len(name) > 0 {
		n[name[0].text] = append(n[name[0].text], inside(name))
	}
}

// length is how many tokens at the head of in are the longest name there.
func (n names) length(in []token) int {
	all := n[in[0].text]
	if all == nil {
		return 0
	}
	for k := min(maxName, len(in)); k > 0; k-- {
		if slices.Contains(all, inside(in[:k])) {
			return k
		}
	}
	return 0
}

// owners replaces the issuer's name by "company": a run of capitalised words
// up to a suffix such as Inc. or Limited, a possessive before shareholders,
// and any of known. It gives in itself where there is none.
func owners(in []token, known names) []token {
	var out []token
	for i := 0; i < len(in); {
		n := nameLength(in[i:], known)
		if n == 0 {
			n = placedName(in, i)
		}
		if n > 0 && out == nil {
			out = append(make([]token, 0, len(in)), in[:i]...)
		}
		t := in[i]
		if n > 0 {
			t.text, t.end = company, in[i+n-1].end
		}
		if out != nil {
			out = append(out, t)
		}
		i += max(n, 1)
	}
	if out == nil {
		return in
	}
	return out
}

// placedName is how many tokens at i are a company's name by where they stand:
// capitalised, behind "attributable to" or "shareholders of".
func placedName(in []token, i int) int {
	if i < 2 || !(in[i-1].text == "to" && in[i-2].text == "attributable" || in[i-1].text == "of" && holders[in[i-2].text]) {
		return 0
	}
	n := 0
	for n < maxPlaced && i+n < len(in) && in[i+n].upper && !in[i+n].comma && !ordinaryWord[in[i+n].text] && !holders[in[i+n].text] {
		n++
	}
	return n
}

// maxPlaced is the longest name without a suffix, in words.
const maxPlaced = 4

// nameLength is how many tokens at the head of in are a company's name.
func nameLength(in []token, known names) int {
	if n := known.length(in); n > 0 {
		return n
	}
	if !in[0].upper || ordinaryWord[in[0].text] {
		return 0
	}
	n := 0
	for i := 0; i < min(maxName, len(in)); i++ {
		t := in[i]
		switch {
		case t.text == stop && n > 0 && n == i:
			n = i + 1 // the dot of Inc.
		case !t.upper || holders[t.text] && !suffixes[t.text]:
			return n
		case i > 0 && suffixes[t.text] || suffixes[t.text] && t.text != "group" && t.text != "technology" && t.text != "company":
			n = i + 1
		case t.owner && i+1 < len(in) && holders[in[i+1].text] && !holders[t.text]:
			return i + 1
		}
	}
	return n
}

// ordinaryWord are words that begin labels and no company's name.
var ordinaryWord = wordSet(`total net income profit loss basic diluted comprehensive other less add adjusted nongaap earning equity
 shareholder share ordinary weighted class attributable cash accumulated noncontrolling capital gross operating revenue cost
 dividend interest investment gain amount due deposit proceed payment purchase repurchase the company group parent owner redeemable`)

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for _, t := range tokens(s) {
		m[t.text] = true
	}
	return m
}
