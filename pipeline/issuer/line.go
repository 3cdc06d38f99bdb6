package issuer

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

var (
	keyForm   = regexp.MustCompile(`^([a-z_]+)\b`)
	entryForm = regexp.MustCompile(`^[a-z_]+, entry (\d+)`)
	labelForm = regexp.MustCompile(`^labels: overlay:(\d+): `)
)

// located puts the line of the file before what Check found: that of the
// entry or of the label where it names one, else that of the key. A key that
// the file leaves out has no line.
func located(text, problem string) string {
	lines := strings.Split(text, "\n")
	key := keyForm.FindString(problem)
	at := lineOf(lines, key)
	if at == 0 {
		return problem
	}
	if m := labelForm.FindStringSubmatch(problem); m != nil {
		n, _ := strconv.Atoi(m[1])
		return fmt.Sprintf("line %d: labels: %s", at+n, strings.TrimPrefix(problem, m[0]))
	}
	if m := entryForm.FindStringSubmatch(problem); m != nil {
		n, _ := strconv.Atoi(m[1])
		at = entryLine(lines, at, n)
	}
	return fmt.Sprintf("line %d: %s", at, problem)
}

// lineOf is the line of a key of the file, from 1; 0 where there is none.
func lineOf(lines []string, key string) int {
	for i, l := range lines {
		if strings.HasPrefix(l, key+":") {
			return i + 1
		}
	}
	return 0
}

// entryLine is the line of the nth entry of the list under the key at a line;
// the key's where the list is written some other way.
func entryLine(lines []string, key, n int) int {
	for i := key; i < len(lines); i++ {
		l := strings.TrimSpace(lines[i])
		if l != "" && lines[i][0] != ' ' && lines[i][0] != '-' && l[0] != '#' {
			break
		}
		if strings.HasPrefix(l, "-") {
			if n--; n == 0 {
				return i + 1
			}
		}
	}
	return key
}
