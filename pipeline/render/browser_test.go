package render

import (
	"context"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tickmark/extract/pdftext"
)

// browser is a headless Chromium whose every request goes to a proxy that
// counts it and answers nothing.
type browser struct {
	path, proxy string
	requests    *atomic.Int64
	home        string
}

func newBrowser(t *testing.T) browser {
	t.Helper()
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Skip("no Chromium on this machine")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	b := browser{path, l.Addr().String(), &atomic.Int64{}, t.TempDir()}
	s := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.Host, "issuer.example") || strings.Contains(r.RequestURI, "issuer.example") {
			b.requests.Add(1)
		}
		w.WriteHeader(http.StatusNotFound)
	})}
	go func() { _ = s.Serve(l) }()
	t.Cleanup(func() { _ = s.Close() })
	return b
}

func (b browser) run(t *testing.T, args ...string) (out, errs string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 60*time.Second)
	defer cancel()
	c := exec.CommandContext(ctx, b.path, append([]string{"--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
		"--user-data-dir=" + b.home, "--proxy-server=http://" + b.proxy, "--proxy-bypass-list=<-loopback>", "--enable-logging=stderr"}, args...)...)
	var stderr strings.Builder
	c.Stderr = &stderr
	stdout, err := c.Output()
	if err != nil {
		t.Fatalf("chromium: %v: %.2000s", err, stderr.String())
	}
	return string(stdout), stderr.String()
}

// probe looks at a page from inside, and leaves what it saw in its title.
const probe = `<script>
addEventListener('load', () => {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  const button = document.querySelector('[popovertarget]');
  button.focus();
  button.click();
  const card = document.getElementById(button.getAttribute('popovertarget'));
  const named = [...document.querySelectorAll('button')].every(b => b.textContent.trim() || b.getAttribute('aria-label'));
  document.title = 'wide=' + wide + ' open=' + card.matches(':popover-open') + ' focus=' + (document.activeElement !== document.body) +
    ' blocks=' + document.querySelectorAll('h2').length + ' named=' + named + ' scripts=' + document.scripts.length;
});
</script>`

// policy is what keeps scripts off the page, and would keep the probe off too.
var policy = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy"[^>]*>`)

// TestBrowser opens the canvas in a real browser: the nine blocks and the
// sources are there, at phone width nothing
// overflows, a figure opens its card by the keyboard's button, nothing is
// fetched, no error is logged, and what documents say stays text.
func TestBrowser(t *testing.T) {
	b := newBrowser(t)
	page := written(t, HTML, fixture(t))
	name := filepath.Join(t.TempDir(), "canvas.html")
	probed := policy.ReplaceAllString(strings.Replace(string(page), "</body>", probe+"</body>", 1), "")
	if err := os.WriteFile(name, []byte(probed), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, size := range []string{"390,844", "1600,1130"} {
		dom, errs := b.run(t, "--window-size="+size, "--virtual-time-budget=3000", "--dump-dom", "file://"+name)
		title, _, _ := strings.Cut(dom[strings.Index(dom, "<title>")+len("<title>"):], "</title>")
		if title != "wide=0 open=true focus=true blocks=10 named=true scripts=1" {
			t.Errorf("at %s: %s", size, title)
		}
		for _, bad := range []string{"Uncaught", "Refused to", "CONSOLE"} {
			if strings.Contains(errs, bad) {
				t.Errorf("at %s: %s is logged: %.1000s", size, bad, errs)
			}
		}
	}
	if n := b.requests.Load(); n > 0 {
		t.Errorf("%d requests left the page", n)
	}
}

// TestPrinted prints the canvas: one page, A3 landscape, with all its blocks.
func TestPrinted(t *testing.T) {
	b := newBrowser(t)
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "canvas.html"), written(t, HTML, fixture(t)), 0o600); err != nil {
		t.Fatal(err)
	}
	b.run(t, "--no-pdf-header-footer", "--print-to-pdf="+filepath.Join(dir, "canvas.pdf"), "file://"+filepath.Join(dir, "canvas.html"))
	data, err := os.ReadFile(filepath.Join(dir, "canvas.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	text, err := pdftext.Decode(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, block := range text.Blocks {
		all.WriteString(block.Words + "\n")
		if block.Page > 1 {
			t.Fatalf("page %d: %s", block.Page, block.Words)
		}
	}
	if !strings.Contains(all.String(), "REVENUE STREAMS") && !strings.Contains(all.String(), "Revenue Streams") {
		t.Errorf("printed without its blocks: %.500s", all.String())
	}
}

// TestLibreOffice opens the workbook without repair and reads its sheets.
func TestLibreOffice(t *testing.T) {
	path, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("no LibreOffice on this machine")
	}
	dir := t.TempDir()
	name := filepath.Join(dir, "canvas.xlsx")
	if err := os.WriteFile(name, written(t, XLSX, fixture(t)), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	c := exec.CommandContext(ctx, path, "--headless", "-env:UserInstallation=file://"+dir+"/profile", "--convert-to",
		`csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1`, "--outdir", dir, name)
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v: %s", err, out)
	}
	sheets, err := filepath.Glob(filepath.Join(dir, "canvas-*.csv"))
	if err != nil || len(sheets) < 3 {
		t.Fatalf("sheets %v, %v", sheets, err)
	}
	for _, sheet := range sheets {
		data, err := os.ReadFile(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, bad := range []string{"#NAME?", "#REF!", "#VALUE!", "Err:5"} {
			if strings.Contains(string(data), bad) {
				t.Errorf("%s holds %s", filepath.Base(sheet), bad)
			}
		}
	}
}
