package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"tickmark/pipeline/sandbox"
)

// The exit statuses that scripts rely on.
const (
	statusFailed      = 1
	statusUsage       = 2
	statusPartly      = 3
	statusNoResults   = 4
	statusFound       = 5 // audit: contradicted figures; snapshots check: damage
	statusInUse       = 6
	statusInterrupted = 130
)

// exit is an error with a status of its own. Err may be nil: the command has
// said all there is to say.
type exit struct {
	status int
	err    error
}

func (e exit) Error() string {
	if e.err == nil {
		return fmt.Sprintf("status %d", e.status)
	}
	return e.err.Error()
}

func (e exit) Unwrap() error { return e.err }

// app is what all commands share.
type app struct {
	in        io.Reader
	out, errs io.Writer
	log       *slog.Logger
	db        string
	config    string
	issuer    string
	logLevel  string
	logFormat string
	noColor   bool
	settings  config
	pdf       *sandbox.Decoder
}

// run executes one command line and gives its exit status.
func run(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
	a := &app{in: in, out: out, errs: errs, pdf: sandbox.New(sandbox.Options{})}
	defer a.pdf.Close()
	root := a.root()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	code := status(ctx, err)
	var e exit
	if code == statusInterrupted {
		err = errors.New("interrupted")
	}
	if err != nil && (!errors.As(err, &e) || e.err != nil) {
		fmt.Fprintln(errs, "tickmark:", err)
	}
	return code
}

// status maps errors to exit statuses.
func status(ctx context.Context, err error) int {
	var e exit
	switch {
	case err == nil:
		return 0
	case ctx.Err() != nil:
		return statusInterrupted
	case errors.As(err, &e):
		return e.status
	}
	return statusFailed
}

// usage marks an error as wrong usage or configuration.
func usage(format string, args ...any) error {
	return exit{statusUsage, fmt.Errorf(format, args...)}
}

func (a *app) root() *cobra.Command {
	c := &cobra.Command{
		Use:   "tickmark",
		Short: "Every figure of a release, traced to its source",
		Long: "tickmark reads the RMB figures of earnings releases, proves them against each other,\n" +
			"keeps versioned snapshots and rebuilds the issuer's Business Model Canvas.\n\n" +
			"Start with: tickmark demo\n\n" +
			"Exit status: 0 done, 1 failed, 2 wrong usage or configuration, 3 done in part, 4 no results release and no financial\n" +
			"report, 5 contradicted figures or damage found, 6 database in use, 130 interrupted. Each command's --help has its own.",
		SilenceErrors: true, SilenceUsage: true,
		Args:              noCommand,
		RunE:              func(c *cobra.Command, _ []string) error { return c.Help() },
		PersistentPreRunE: func(*cobra.Command, []string) error { return a.start() },
	}
	c.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return exit{statusUsage, err} })
	f := c.PersistentFlags()
	f.StringVar(&a.db, "db", "", "the database `PATH` (default $XDG_DATA_HOME/tickmark/tickmark.db, or $TICKMARK_DB)")
	f.StringVar(&a.config, "config", "", "the configuration `FILE` (default $XDG_CONFIG_HOME/tickmark/config.yaml)")
	f.StringVar(&a.issuer, "issuer", "", "the issuer's `ID`, where the store holds several")
	f.StringVar(&a.logLevel, "log-level", "info", "debug, info, warn or error")
	f.StringVar(&a.logFormat, "log-format", "text", "text or json")
	f.BoolVar(&a.noColor, "no-color", false, "print without colours (as NO_COLOR does)")
	c.AddCommand(a.commands()...)
	c.SetIn(a.in)
	c.SetOut(a.out)
	c.SetErr(a.errs)
	completion(c)
	return c
}

// completion adds cobra's own command now, which keeps the output that is set
// by then: so it too refuses what it does not know, and says how it ends.
func completion(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	c, _, err := root.Find([]string{"completion"})
	must(err)
	c.Args, c.RunE = noCommand, func(c *cobra.Command, _ []string) error { return c.Help() }
	for _, c := range append(c.Commands(), c) {
		c.Long = strings.TrimSpace(c.Long) + "\n\nExit status: 0 done, 2 wrong usage."
	}
}

// commands lists every command; each stands in a file of its own.
func (a *app) commands() []*cobra.Command {
	return []*cobra.Command{
		a.demoCommand(), a.refreshCommand(), a.extractCommand(), a.explainCommand(), a.snapshotsCommand(), a.factsCommand(),
		a.historyCommand(), a.whyCommand(), a.canvasCommand(), a.auditCommand(), a.replayCommand(), a.missesCommand(), a.issuersCommand(), a.doctorCommand(), a.versionCommand(),
	}
}

// start sets up what flags decide: the logger and the paths.
func (a *app) start() error {
	var level slog.Level
	if err := level.UnmarshalText([]byte(a.logLevel)); err != nil {
		return usage("--log-level %q: want debug, info, warn or error", a.logLevel)
	}
	o := &slog.HandlerOptions{Level: level}
	switch a.logFormat {
	case "text":
		a.log = slog.New(slog.NewTextHandler(a.errs, o))
	case "json":
		a.log = slog.New(slog.NewJSONHandler(a.errs, o))
	default:
		return usage("--log-format %q: want text or json", a.logFormat)
	}
	a.noColor = a.noColor || os.Getenv("NO_COLOR") != ""
	if a.db == "" {
		a.db = os.Getenv("TICKMARK_DB")
	}
	if a.db == "" {
		a.db = filepath.Join(dataHome(), "tickmark", "tickmark.db")
	}
	return a.configure()
}

func dataHome() string {
	if d := os.Getenv("XDG_DATA_HOME"); d != "" {
		return d
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "."
	}
	return filepath.Join(home, ".local", "share")
}

func configHome() string {
	if d := os.Getenv("XDG_CONFIG_HOME"); d != "" {
		return d
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "."
	}
	return filepath.Join(home, ".config")
}
