package issuer

import (
	"strings"
	"testing"
)

func TestParseNamesTheLine(t *testing.T) {
	const head = "# mine\nid: mine\nnames: {en: Mine}\n"
	for _, test := range []struct{ text, want string }{
		{head + "time_zone: Asia/Nowhere\n", `line 4: time_zone "Asia/Nowhere"`},
		{head + "currency: CNY\ncik: -1\n", "line 5: cik -1"},
		{"id: Mine!\nnames: {en: Mine}\n", `line 1: id "Mine!"`},
		{"id: mine\n", "names: want one at least"},
		{head + "tickers:\n  - {exchange: NASDAQ, symbol: ME}\n\n  - {exchange: SEHK}\n", "line 7: tickers, entry 2"},
		{head + "tickers: [{exchange: SEHK}]\n", "line 4: tickers, entry 1"},
		{head + "labels: |\n  name Mine\n\n  my:Foo @1 duration nonsense\n", `line 7: labels: my:Foo: unknown attribute "nonsense"`},
	} {
		_, err := Parse([]byte(test.text))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q", test.text, err, test.want)
		}
	}
}
