// check-tree: what Go's sumdb/tlog says of our roots and proofs.
//
//	check-tree ENTRIES PROOFS
//
// ENTRIES: one entry a line. PROOFS: {"roots": {"SIZE": HASH}, "inclusion": [{size, index, proof}], "consistency":
// [{old, new, proof}]}, hashes in base64; for each size in a proof its root is among the roots.
// Prints how many were found good; exit 1 and the first that is not.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"

	"golang.org/x/mod/sumdb/tlog"
)

type proofs struct {
	Roots     map[int64]tlog.Hash
	Inclusion []struct {
		Size, Index int64
		Proof       tlog.RecordProof
	}
	Consistency []struct {
		Old, New int64
		Proof    tlog.TreeProof
	}
}

func main() {
	lines := bytes.Split(bytes.TrimSuffix(read(os.Args[1]), []byte("\n")), []byte("\n"))
	var ours proofs
	if err := json.Unmarshal(read(os.Args[2]), &ours); err != nil {
		fail("%v", err)
	}
	hashes := storedHashes(lines)
	for size, root := range ours.Roots {
		theirs, err := tlog.TreeHash(size, hashes)
		if err != nil || theirs != root {
			fail("root of size %d: %v, Go says %v %v", size, root, theirs, err)
		}
	}
	for _, p := range ours.Inclusion {
		if err := tlog.CheckRecord(p.Proof, p.Size, ours.Roots[p.Size], p.Index, tlog.RecordHash(lines[p.Index])); err != nil {
			fail("leaf %d in size %d: %v", p.Index, p.Size, err)
		}
	}
	for _, p := range ours.Consistency {
		if err := tlog.CheckTree(p.Proof, p.New, ours.Roots[p.New], p.Old, ours.Roots[p.Old]); err != nil {
			fail("size %d to %d: %v", p.Old, p.New, err)
		}
	}
	fmt.Printf("%d roots, %d inclusions, %d consistencies\n", len(ours.Roots), len(ours.Inclusion), len(ours.Consistency))
}

// storedHashes gives what Go would keep of the log, in its own order.
func storedHashes(lines [][]byte) tlog.HashReader {
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		found := make([]tlog.Hash, len(indexes))
		for at, index := range indexes {
			found[at] = stored[index]
		}
		return found, nil
	})
	for n, line := range lines {
		more, err := tlog.StoredHashes(int64(n), line, reader)
		if err != nil {
			fail("line %d: %v", n, err)
		}
		stored = append(stored, more...)
	}
	return reader
}

func read(path string) []byte {
	text, err := os.ReadFile(path)
	if err != nil {
		fail("%v", err)
	}
	return text
}

func fail(format string, values ...any) {
	fmt.Fprintf(os.Stderr, "FAIL: "+format+"\n", values...)
	os.Exit(1)
}
