package issuer

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml"

	"tickmark/pipeline/canvas"
	"tickmark/scrape"
)

//go:embed data/*.yaml
var data embed.FS

//go:embed example.yaml
var example []byte

// Example is a profile to start from, which says how to write one.
func Example() []byte { return example }

// maxProfile bounds a profile file, in bytes.
const maxProfile = 1 << 20

// Profile is what the program knows about an issuer before it reads anything.
type Profile struct {
	ID         string           `yaml:"id"`
	Names      Names            `yaml:"names"`
	Short      []string         `yaml:"short"` // further names that texts use
	Tickers    []Ticker         `yaml:"tickers"`
	CIK        int              `yaml:"cik"`       // of SEC EDGAR; 0 where it has none
	HKEX       string           `yaml:"hkex"`      // five digits; empty where it has none
	TimeZone   string           `yaml:"time_zone"` // IANA name; dates of the issuer are in it
	Currency   string           `yaml:"currency"`  // of its reports, ISO 4217
	YearEnd    int              `yaml:"year_end"`  // month in which the fiscal year ends
	Sources    []Source         `yaml:"sources"`
	Labels     string           `yaml:"labels"`     // overlay for the vocabulary, in its notation
	Canvas     *canvas.Template `yaml:"canvas"`     // nil is the generic one
	Unverified []string         `yaml:"unverified"` // what no document supports yet: field, then why
	Origin     string           `yaml:"-"`          // "built in", or the file
}

// Names are an issuer's full names by language; empty where unknown.
type Names struct {
	En   string `yaml:"en"`
	Hans string `yaml:"zh-Hans"`
	Hant string `yaml:"zh-Hant"`
}

// Ticker is a symbol on an exchange.
type Ticker struct {
	Exchange string `yaml:"exchange"`
	Symbol   string `yaml:"symbol"`
}

// Source is a place where an issuer publishes.
type Source struct {
	Kind  string            `yaml:"kind"`  // edgar, hkexnews, irsite, newswire
	ID    string            `yaml:"id"`    // CIK, stock code or the address of a list
	Forms []string          `yaml:"forms"` // for edgar: the forms that hold releases
	Bases map[string]string `yaml:"bases"` // addresses in place of the real ones, by what they serve
	Site  scrape.Site       `yaml:"site"`  // for irsite and newswire: how it lists its releases
}

// builtIn is the Origin of profiles that the program brings.
const builtIn = "built in"

// BuiltIn is the profiles that the program brings, by rising id.
func BuiltIn() []Profile {
	names, err := fs.Glob(data, "data/*.yaml")
	if err != nil {
		panic("issuer: embedded profiles: " + err.Error())
	}
	var out []Profile
	for _, name := range names {
		if name == "data/generic.yaml" {
			continue
		}
		text, err := data.ReadFile(name)
		if err == nil {
			var p Profile
			if p, err = decode(text); err == nil {
				p.Origin = builtIn
				out = append(out, p)
				continue
			}
		}
		panic("issuer: embedded profile " + name + ": " + err.Error())
	}
	return out
}

// Load is the built-in profiles and those of the user in dir/*.yaml, by rising
// id. A user's profile takes the place of a built-in one with its id. Files
// that cannot be read are left out and named in the error, which is nil where
// dir does not exist.
func Load(dir string) ([]Profile, error) {
	out := BuiltIn()
	files, err := filepath.Glob(filepath.Join(dir, "*.yaml"))
	if err != nil {
		return out, fmt.Errorf("issuer: profiles in %s: %w", dir, err)
	}
	var wrong []error
	from := map[string]string{}
	for _, file := range files {
		p, err := readFile(file)
		if err == nil && from[p.ID] != "" {
			err = fmt.Errorf("id %s is that of %s too", p.ID, from[p.ID])
		}
		if err != nil {
			wrong = append(wrong, fmt.Errorf("issuer: profile %s: %w", file, err))
			continue
		}
		from[p.ID] = file
		out = append(slices.DeleteFunc(out, func(q Profile) bool { return q.ID == p.ID }), p)
	}
	slices.SortFunc(out, func(p, q Profile) int { return strings.Compare(p.ID, q.ID) })
	return out, errors.Join(wrong...)
}

func readFile(file string) (Profile, error) {
	info, err := os.Stat(file)
	if err != nil {
		return Profile{}, err
	}
	if info.Size() > maxProfile || !info.Mode().IsRegular() {
		return Profile{}, fmt.Errorf("is no regular file of at most %d bytes", maxProfile)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return Profile{}, err
	}
	p, err := Parse(text)
	p.Origin = file
	return p, err
}

// Parse reads a profile. Keys that it does not know and values of the wrong
// kind are errors that name line and column and show the lines around them;
// so is whatever Check finds, with the line that it stands in.
func Parse(text []byte) (Profile, error) {
	p, err := decode(text)
	if err != nil {
		return Profile{}, err
	}
	wrong := p.Check()
	for i, w := range wrong {
		wrong[i] = located(string(text), w)
	}
	if len(wrong) > 0 {
		return Profile{}, errors.New(strings.Join(wrong, "; "))
	}
	return p, nil
}

// decode is Parse without Check, which takes a while over the labels: what is
// built in is checked by the tests.
func decode(text []byte) (Profile, error) {
	var p Profile
	if err := yaml.UnmarshalWithOptions(text, &p, yaml.Strict()); err != nil {
		return Profile{}, errors.New(yaml.FormatError(err, false, true))
	}
	return p, nil
}

// Lookup finds a profile by id, ticker, HKEX code or CIK, whatever the case
// and leading zeros. A name that fits two finds neither.
func Lookup(profiles []Profile, name string) (Profile, bool) {
	var found []Profile
	for _, p := range profiles {
		if p.ID == strings.ToLower(name) {
			return p, true
		}
		if p.called(name) {
			found = append(found, p)
		}
	}
	if len(found) != 1 {
		return Profile{}, false
	}
	return found[0], true
}

func (p Profile) called(name string) bool {
	bare := strings.TrimLeft(name, "0")
	if bare == "" {
		return false
	}
	ticker := func(t Ticker) bool { return strings.EqualFold(strings.TrimLeft(t.Symbol, "0"), bare) }
	return slices.ContainsFunc(p.Tickers, ticker) || bare == strings.TrimLeft(p.HKEX, "0") || p.CIK > 0 && bare == fmt.Sprint(p.CIK)
}

// Template is the issuer's canvas template, or the generic one.
func (p Profile) Template() canvas.Template {
	if p.Canvas != nil {
		return *p.Canvas
	}
	return Generic()
}

// Name is the name to print: the English one, else a Chinese one, else the id.
func (p Profile) Name() string {
	for _, n := range []string{p.Names.En, p.Names.Hant, p.Names.Hans} {
		if n != "" {
			return n
		}
	}
	return p.ID
}

// Zone is where the dates of the issuer are, UTC where the profile names no
// zone that the system knows.
func (p Profile) Zone() *time.Location {
	if z, err := time.LoadLocation(p.TimeZone); err == nil {
		return z
	}
	return time.UTC
}

// YAML is the profile as a file of the user's own would hold it.
func (p Profile) YAML() ([]byte, error) {
	text, err := yaml.MarshalWithOptions(p, yaml.UseLiteralStyleIfMultiline(true), yaml.OmitEmpty())
	if err != nil {
		return nil, fmt.Errorf("issuer: profile %s: %w", p.ID, err)
	}
	return text, nil
}
