package main

import (
	"bytes"
	"io"
	"os"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"tickmark/pipeline/canvas"
)

// progress is a line on the terminal that says what is going on; elsewhere it
// is silent, for the log says it.
type progress struct{ bar *progressbar.ProgressBar }

func (a *app) progress(issuer string) progress {
	if !terminal(a.errs) {
		return progress{}
	}
	return progress{progressbar.NewOptions(-1, progressbar.OptionSetWriter(a.errs), progressbar.OptionSetDescription(issuer),
		progressbar.OptionClearOnFinish(), progressbar.OptionSpinnerType(14), progressbar.OptionEnableColorCodes(!a.noColor))}
}

// terminal says that a person reads what is written there.
func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

func (p progress) step(issuer, what string) {
	if p.bar != nil {
		p.bar.Describe(issuer + ": " + what)
		_ = p.bar.Add(1)
	}
}

func (p progress) end() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}

func writeFormat(path, format string, made canvas.Canvas) error {
	var b bytes.Buffer
	if err := formats[format](&b, made); err != nil {
		return err
	}
	return replace(path, b.Bytes())
}
