package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"tickmark/extract"
	"tickmark/extract/reader"
	"tickmark/extract/vocabulary"
	"tickmark/pipeline"
	"tickmark/scrape"
	"tickmark/scrape/fetch"
)

// input is a document named on the command line.
type input struct {
	name  string // as given
	url   string // where it was fetched from; empty for files
	bytes []byte
	id    string // SHA-256 of the bytes
}

// open reads the document that an argument names: a file, a URL, or - for
// standard input. It never reads more than reader.MaxBytes.
func (a *app) open(ctx context.Context, name string) (input, error) {
	var data []byte
	var url string
	var err error
	switch {
	case name == "-":
		data, err = bounded(a.in)
	case strings.Contains(name, "://"):
		url = name
		data, err = a.fetch(ctx, name)
	default:
		data, err = readFile(name)
	}
	if err != nil {
		return input{}, fmt.Errorf("%s: %w", name, plain(err))
	}
	sum := sha256.Sum256(data)
	return input{name, url, data, hex.EncodeToString(sum[:])}, nil
}

func readFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() && info.Size() > reader.MaxBytes {
		return nil, reader.ErrTooLarge
	}
	return bounded(f)
}

func bounded(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, reader.MaxBytes+1))
	if err == nil && len(data) > reader.MaxBytes {
		err = reader.ErrTooLarge
	}
	return data, err
}

// plain takes the operation and the path out of file errors: the name stands
// before them already.
func plain(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// read takes a document to its graded facts and its ledger, and names it in
// every witness.
func (a *app) read(ctx context.Context, in input, g given) (extract.Result, error) {
	words, err := a.words()
	if err != nil {
		return extract.Result{}, err
	}
	res, err := reader.Read(ctx, in.bytes, reader.Options{Words: words, Ledger: true, Period: g.when, Force: g.force, PDF: a.pdf.Decode})
	if err != nil {
		return extract.Result{}, unread(in, err)
	}
	pipeline.Cite(res.Facts, in.id, in.url)
	return res, nil
}

// unread says which document could not be read, and what helps where another
// period was given than its own.
func unread(in input, err error) error {
	var other *reader.PeriodError
	if errors.As(err, &other) {
		return usage("%s: %w; --force reads it for %s all the same", in.name, err, other.Given)
	}
	return fmt.Errorf("%s: %w", in.name, err)
}

// words is the vocabulary of the issuer that --issuer names, else everybody's.
func (a *app) words() (*vocabulary.Vocabulary, error) {
	if a.issuer == "" {
		return vocabulary.Default(), nil
	}
	p, err := a.profile(a.issuer)
	if err != nil {
		return nil, err
	}
	return p.Vocabulary()
}

// fetch gets a document politely. Errors name the address already.
func (a *app) fetch(ctx context.Context, url string) ([]byte, error) {
	r, err := a.client().Get(ctx, fetch.Request{URL: url})
	var why *scrape.Error
	switch {
	case errors.Is(err, scrape.ErrNoContact):
		return nil, exit{statusUsage, errors.New(scrape.ErrNoContact.Error())}
	case errors.As(err, &why):
		said := strings.TrimPrefix(why.Error(), why.URL+": ")
		if errors.Is(err, scrape.ErrPrivateAddress) {
			said += " (allow_private: true in " + a.configPath() + ")"
		}
		return nil, errors.New(said)
	}
	return r.Body, err
}
