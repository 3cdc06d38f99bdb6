package replica

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

const agent = "tickmark-test@example.com"

func start(t *testing.T, o Options) *Server {
	t.Helper()
	s, err := EDGAR(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func get(t *testing.T, s *Server, path string, header ...string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequest(http.MethodGet, s.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("User-Agent", agent)
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(body)
}

const folder = "/Archives/edgar/data/1795589/000110465925113842/"

func TestEDGAR(t *testing.T) {
	s := start(t, Options{})
	for _, test := range []struct {
		path, agent string
		status      int
		kind, text  string
	}{
		{"/robots.txt", agent, 200, "text/plain", "Allow: /Archives/edgar/data"},
		{"/submissions/CIK0001795589.json", agent, 200, "application/json", "0001104659-25-113842"},
		{"/submissions/CIK0000000001.json", agent, 404, "application/xml", "<Code>NoSuchKey</Code>"},
		{folder, agent, 200, "text/html", "2025-11-19 06:54:00"},
		{folder + "0001104659-25-113842-index.htm", agent, 200, "text/html", "tm2530606d1_ex99-1.htm"},
		{folder + "0001104659-25-113842-index-headers.html", agent, 200, "text/html", "&lt;FILENAME&gt;tm2530606d1_ex99-1.htm\n"},
		{folder + "tm2530606d1_ex99-1.htm", agent, 200, "text/html", "<DOCUMENT>\n<TYPE>EX-99.1\n"},
		{folder + "missing.htm", agent, 404, "application/xml", "NoSuchKey"},
		{"/Archives/edgar/data/1795589/000000000000000000/x.htm", agent, 403, "application/xml", "<Code>AccessDenied</Code>"},
		{"/Archives/edgar/data/1/000110465925113842/x.htm", agent, 403, "application/xml", "AccessDenied"},
		{"/cgi-bin/browse-edgar", agent, 404, "application/xml", "NoSuchKey"},
		{"/robots.txt", "Go-http-client/1.1", 403, "text/html", "<title>SEC.gov | Your Request Originates from an Undeclared Automated Tool</title>"},
		{folder, "colly - https://github.com/gocolly/colly", 403, "text/html", "Undeclared"},
	} {
		resp, body := get(t, s, test.path, "User-Agent", test.agent)
		if resp.StatusCode != test.status || resp.Header.Get("Content-Type") != test.kind || !strings.Contains(body, test.text) {
			t.Errorf("%s: status %d, %s:\n%.300s", test.path, resp.StatusCode, resp.Header.Get("Content-Type"), body)
		}
	}
	if asked := s.Requests(); len(asked) != 13 || asked[11].Status != 403 || asked[11].Agent != "Go-http-client/1.1" || asked[4].Path != folder+"0001104659-25-113842-index.htm" {
		t.Errorf("log %+v", asked)
	}
}

func TestValidators(t *testing.T) {
	s := start(t, Options{Validators: true})
	for path, tagged := range map[string]bool{
		"/submissions/CIK0001795589.json": true, folder + "tm2530606d1_ex99-1.htm": true, folder + "0001104659-25-113842-index.htm": false,
	} {
		first, _ := get(t, s, path)
		tag, modified := first.Header.Get("ETag"), first.Header.Get("Last-Modified")
		if (tag != "") != tagged || tag == "" && modified != "Wed, 19 Nov 2025 11:54:00 GMT" {
			t.Errorf("%s: ETag %q, Last-Modified %q", path, tag, modified)
		}
		if again, _ := get(t, s, path, "If-None-Match", tag, "If-Modified-Since", modified); again.StatusCode != 304 {
			t.Errorf("%s: status %d", path, again.StatusCode)
		}
	}
	plain, _ := get(t, start(t, Options{}), "/submissions/CIK0001795589.json")
	if plain.Header.Get("ETag")+plain.Header.Get("Last-Modified") != "" {
		t.Errorf("validators %v", plain.Header)
	}
}

// The list of filings is one of parallel arrays, newest first, of which the
// 6-Ks are some.
func TestPublish(t *testing.T) {
	s := start(t, Options{Until: "2024Q1"})
	count := func() int {
		_, body := get(t, s, "/submissions/CIK0001795589.json")
		var list struct {
			Filings struct {
				Recent columns `json:"recent"`
			} `json:"filings"`
		}
		if err := json.Unmarshal([]byte(body), &list); err != nil {
			t.Fatal(err)
		}
		r, n := list.Filings.Recent, 0
		for i := range r.Form {
			if i > 0 && r.FilingDate[i] > r.FilingDate[i-1] {
				t.Errorf("%s after %s", r.FilingDate[i], r.FilingDate[i-1])
			}
			if r.Form[i] == "6-K" {
				n++
			}
		}
		return n
	}
	if n := count(); n != 1 {
		t.Errorf("%d filings until 2024Q1", n)
	}
	for _, step := range []struct {
		event string
		want  int
	}{{"2024Q2", 3}, {"2024Q1", 3}, {"", len(s.filings)}} {
		if err := s.Publish(step.event); err != nil {
			t.Fatal(err)
		}
		if n := count(); n != step.want {
			t.Errorf("%d filings after %q, want %d", n, step.event, step.want)
		}
	}
	if err := s.Publish("1999Q1"); err == nil {
		t.Error("published 1999Q1")
	}
	if _, err := EDGAR(Options{Until: "1999Q1"}); err == nil {
		t.Error("started at 1999Q1")
	}
}

// The penalty lasts as long as one keeps asking.
func TestPenalty(t *testing.T) {
	s := start(t, Options{Rate: 2, Penalty: 1500 * time.Millisecond})
	for i, want := range []int{200, 200, 403} {
		if resp, _ := get(t, s, "/robots.txt"); resp.StatusCode != want {
			t.Errorf("request %d: status %d", i+1, resp.StatusCode)
		}
	}
	for range 2 { // the second comes after the first penalty's end
		time.Sleep(1100 * time.Millisecond)
		if resp, _ := get(t, s, "/robots.txt"); resp.StatusCode != 403 {
			t.Errorf("during the penalty: status %d", resp.StatusCode)
		}
	}
}

func TestFaultTimes(t *testing.T) {
	s := start(t, Options{})
	s.Fail(Fault{Path: "/robots.txt", Mode: TooMany, Times: 1, RetryAfter: "7"})
	first, _ := get(t, s, "/robots.txt")
	second, _ := get(t, s, "/robots.txt")
	if first.StatusCode != 429 || first.Header.Get("Retry-After") != "7" || second.StatusCode != 200 {
		t.Errorf("status %d, then %d", first.StatusCode, second.StatusCode)
	}
}
