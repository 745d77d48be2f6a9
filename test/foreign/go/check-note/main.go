// check-note: what Go says of a signed note of ours.
//
//	check-note VKEY FILE
//
// VKEY: of type 0x01 (Ed25519) for x/mod's sumdb/note, of type 0x04 (cosignature/v1) for transparency-dev's formats/note.
// Prints the name of the key and the note's text; exit 1 where the key has not signed it.
package main

import (
	"fmt"
	"os"

	formats "github.com/transparency-dev/formats/note"
	"golang.org/x/mod/sumdb/note"
)

func main() {
	verifier, err := note.NewVerifier(os.Args[1])
	if err != nil {
		verifier, err = formats.NewVerifierForCosignatureV1(os.Args[1])
	}
	check(err)
	text, err := os.ReadFile(os.Args[2])
	check(err)
	opened, err := note.Open(text, note.VerifierList(verifier))
	check(err)
	fmt.Printf("signed by %s\n%s", opened.Sigs[0].Name, opened.Text)
}

func check(err error) {
	if err == nil {
		return
	}
	fmt.Fprintf(os.Stderr, "FAIL: %v\n", err)
	os.Exit(1)
}
