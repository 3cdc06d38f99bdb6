package htmltext

import (
	"bytes"
	"io"
	"strings"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// commonWords are the characters that every report in Chinese is full of.
const commonWords = "年月日公司之的於于及本止人民幣币元十二三一千股利收至報报集團团"

// commonShare is the least part of the characters beyond ASCII that are common
// words, in a hundred, for a text to be Chinese.
const commonShare = 20

// undeclared decodes a text of which nothing says the charset: as the Chinese one
// in which it reads best, or nil where it reads as none.
func undeclared(data []byte) []byte {
	if _, _, certain := charset.DetermineEncoding(data[:min(len(data), 1024)], ""); certain {
		return nil
	}
	var best []byte
	most := commonShare
	for _, e := range []encoding.Encoding{traditionalchinese.Big5, simplifiedchinese.GB18030} {
		text, err := io.ReadAll(e.NewDecoder().Reader(bytes.NewReader(data)))
		if err != nil || strings.ContainsRune(string(text), '\uFFFD') {
			continue
		}
		if n := common(string(text)); n > most {
			best, most = text, n
		}
	}
	return best
}

// common is the part of the characters beyond ASCII that are common words, in a
// hundred.
func common(text string) int {
	n, all := 0, 0
	for _, r := range text {
		if r < 0x80 {
			continue
		}
		all++
		if strings.ContainsRune(commonWords, r) {
			n++
		}
	}
	return 100 * n / max(all, 1)
}
