package hkexnews

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// parseStock reads the answer to a search by code, which is a call of a
// function. The search is by prefix, so that other stocks may stand beside.
func parseStock(body []byte, code string) (string, error) {
	from, to := bytes.IndexByte(body, '('), bytes.LastIndexByte(body, ')')
	if from < 0 || to < from {
		return "", errors.New("no call in the answer to the search for a stock")
	}
	var answer struct {
		StockInfo []struct {
			StockID json.Number `json:"stockId"`
			Code    string      `json:"code"`
		} `json:"stockInfo"`
	}
	if err := json.Unmarshal(body[from+1:to], &answer); err != nil {
		return "", err
	}
	for _, s := range answer.StockInfo {
		if s.Code == code && s.StockID != "" {
			return s.StockID.String(), nil
		}
	}
	return "", fmt.Errorf("no stock has the code %s", code)
}

// resultsCategory is what the names of headline categories of results say.
var resultsCategory = regexp.MustCompile(`(?i)\b(?:final|annual|interim|quarterly|half-year) results?\b|業績|业绩`)

// parseCategories reads the second tier of the taxonomy and keeps the names of
// categories of results.
func parseCategories(body []byte) ([]string, error) {
	var list []struct {
		Name string `json:"name"`
	}
	if err := json.Unmarshal(body, &list); err != nil {
		return nil, err
	}
	var names []string
	for _, c := range list {
		if resultsCategory.MatchString(c.Name) {
			names = append(names, c.Name)
		}
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("none of %d headline categories is of results", len(list))
	}
	return names, nil
}

// row is one document as the search lists it.
type row struct {
	title    string
	headline string   // categories, as the exchange prints them
	codes    []string // an issuer with two counters has two; empty where the exchange assigned none yet
	link     string   // from the root of the site
	media    string
	released time.Time
}

// fileTypes are the kinds of document that are read.
var fileTypes = map[string]string{"PDF": "application/pdf", "HTM": "text/html", "HTML": "text/html"}

// parseSearch reads an answer of the title search. The list is text within
// JSON, and the word null where nothing is found. more says that the list goes
// on.
func parseSearch(body []byte) (rows []row, more bool, err error) {
	var answer struct {
		Result      *string `json:"result"`
		HasNextRow  bool    `json:"hasNextRow"`
		RecordCount int     `json:"recordCnt"`
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return nil, false, err
	}
	if answer.Result == nil {
		return nil, false, errors.New("the answer holds no result")
	}
	var list []listed
	if err := json.Unmarshal([]byte(*answer.Result), &list); err != nil {
		return nil, false, fmt.Errorf("result: %w", err)
	}
	if len(list) == 0 && answer.RecordCount > 0 {
		return nil, false, fmt.Errorf("no row of %d", answer.RecordCount)
	}
	for _, l := range list {
		x, ok, err := l.row()
		if err != nil {
			return nil, false, err
		}
		if ok {
			rows = append(rows, x)
		}
	}
	return rows, answer.HasNextRow, nil
}

// listed is a row as it is served.
type listed struct {
	Title    string `json:"TITLE"`
	LongText string `json:"LONG_TEXT"`
	Code     string `json:"STOCK_CODE"`
	FileType string `json:"FILE_TYPE"`
	FileLink string `json:"FILE_LINK"`
	DateTime string `json:"DATE_TIME"`
}

// row cleans what is served; ok is false for a kind of file that is not read.
func (l listed) row() (x row, ok bool, err error) {
	x = row{title: clean(l.Title), headline: clean(l.LongText), link: l.FileLink, media: fileTypes[strings.ToUpper(l.FileType)]}
	if x.media == "" {
		return row{}, false, nil
	}
	if !strings.HasPrefix(x.link, "/listedco/") || path.Clean(x.link) != x.link {
		return row{}, false, fmt.Errorf("row %q links to %q", x.title, x.link)
	}
	x.codes = strings.Fields(clean(l.Code))
	x.released, err = time.ParseInLocation("02/01/2006 15:04", l.DateTime, hongKong)
	return x, err == nil, err
}

var breakForm = regexp.MustCompile(`(?i)<br\s*/?>`)

// clean takes markup out of a text in which some characters are escaped once
// and some twice.
func clean(s string) string {
	s = html.UnescapeString(html.UnescapeString(breakForm.ReplaceAllString(s, " ")))
	return strings.Join(strings.Fields(breakForm.ReplaceAllString(s, " ")), " ")
}

// of says that a row is of the stock, or of none yet.
func (x row) of(code string) bool {
	for _, c := range x.codes {
		if sameCode(c, code) {
			return true
		}
	}
	return len(x.codes) == 0
}

func sameCode(a, b string) bool {
	n, err1 := strconv.Atoi(a)
	m, err2 := strconv.Atoi(b)
	return err1 == nil && err2 == nil && n == m
}

var (
	resultsTitle = regexp.MustCompile(`(?i)\b(?:annual|interim|final|quarter(?:ly)?|half[- ]year|months?|year|financial)\b.*\bresults?\b|\bresults?\b.*\b(?:quarter|months?|year|half)\b|(?:業績|业绩)|(?:財務|财务)(?:業績|业绩|報告|报告)|\b(?:annual|interim|quarterly) report\b|(?:年度|中期|季度)(?:報告|报告)`)
	otherTitle   = regexp.MustCompile(`(?i)\bpoll\b|\bdate of board\b|\bboard meeting\b|\bresults? of (?:the )?(?:annual|extraordinary|special|general|egm|agm|placing|rights|offer)|\bmonthly return\b|\bprofit warning\b|投票|表決|表决|董事會(?:會議|召開)|董事会(?:会议|召开)|月報表|月报表|盈利(?:警告|預警|预警)`)
)

// candidate says that a document may be results: its category is one of
// results, or its title speaks of them. Quarterly results are often filed as
// inside information.
func (x row) candidate(categories []string) bool {
	if otherTitle.MatchString(x.title) {
		return false
	}
	for _, name := range categories {
		if name != "" && strings.Contains(x.headline, name) {
			return true
		}
	}
	return resultsTitle.MatchString(x.title)
}

func (x row) filename() string { return path.Base(x.link) }

// announcement is the name that the editions of one announcement share: the
// Chinese file has the English one's name and _c.
func (x row) announcement() string {
	return strings.TrimSuffix(strings.TrimSuffix(x.filename(), path.Ext(x.link)), "_c")
}
