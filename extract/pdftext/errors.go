package pdftext

import (
	"context"
	"errors"
	"fmt"
)

var (
	// ErrNotPDF means that the bytes hold no PDF header.
	ErrNotPDF = errors.New("not a PDF file")
	// ErrDamaged means that the file's structure cannot be read, not even
	// after it was rebuilt.
	ErrDamaged = errors.New("damaged PDF file")
	// ErrPassword means that the file opens with a password only.
	ErrPassword = errors.New("PDF file needs a password")
	// ErrLimit means that the file asks for more than a bound allows.
	ErrLimit = errors.New("PDF file exceeds a bound")
	// ErrNoText means that the file opens but has no text that a person sees:
	// its pages are images, perhaps with an invisible layer of guessed text.
	ErrNoText = errors.New("PDF file has no text layer")
	// ErrGarbled means that the file has text, but does not say which
	// characters it is: copied from a viewer it would be garbage too.
	ErrGarbled = errors.New("PDF file's text layer is garbage")
)

// recovered makes an error of a panic of the PDF library.
func recovered(err *error) {
	switch x := recover().(type) {
	case nil:
	case error:
		*err = fmt.Errorf("%w: %w", ErrDamaged, x)
	default:
		*err = fmt.Errorf("%w: %v", ErrDamaged, x)
	}
}

// told makes damage of an error that says nothing else: a filter that no
// reader knows, bytes that do not unpack.
func told(err error) error {
	for _, known := range []error{ErrNotPDF, ErrDamaged, ErrPassword, ErrLimit, ErrNoText, ErrGarbled, context.Canceled, context.DeadlineExceeded} {
		if errors.Is(err, known) {
			return err
		}
	}
	return fmt.Errorf("%w: %w", ErrDamaged, err)
}
