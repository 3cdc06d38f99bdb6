package htmltext

import (
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// TestUndeclared: text that declares no charset is Chinese where it reads as
// Chinese, and Western elsewhere.
func TestUndeclared(t *testing.T) {
	for _, c := range []struct {
		name, text string
		in         encoding.Encoding
	}{
		{"Big5", "某某實業有限公司\n截至二零二五年六月三十日止六個月之中期業績公告\n收益 412,118", traditionalchinese.Big5},
		{"GBK", "某某实业股份有限公司\n2025年第一季度报告\n单位：人民币元\n营业收入 412,118", simplifiedchinese.GBK},
		{"Windows-1252", "Acme’s results – “the best” year: café revenue of £4.1 million", charmap.Windows1252},
	} {
		raw, err := c.in.NewEncoder().String(c.text)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := UTF8([]byte(raw)); err != nil || string(got) != c.text {
			t.Errorf("%s: %q, %v, want %q", c.name, got, err, c.text)
		}
	}
}
