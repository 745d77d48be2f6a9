// go-tlog: the leaves of a log hashed and rooted by Go's own transparency log, golang.org/x/mod/sumdb/tlog.
//
//	go-tlog FOLDER     the lines of all files in it, in the order of their names; prints size and root
package main

import (
	"bytes"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"golang.org/x/mod/sumdb/tlog"
)

var stored []tlog.Hash

func main() {
	files, err := filepath.Glob(filepath.Join(os.Args[1], "*"))
	check(err)
	reader := tlog.HashReaderFunc(readHashes)
	size := int64(0)
	for _, file := range files {
		text, err := os.ReadFile(file)
		check(err)
		for line := range bytes.Lines(text) {
			more, err := tlog.StoredHashes(size, bytes.TrimSuffix(line, []byte("\n")), reader)
			check(err)
			stored = append(stored, more...)
			size++
		}
	}
	root, err := tlog.TreeHash(size, reader)
	check(err)
	fmt.Printf("%d %v\n", size, root)
}

func readHashes(indexes []int64) ([]tlog.Hash, error) {
	found := make([]tlog.Hash, len(indexes))
	for at, index := range indexes {
		found[at] = stored[index]
	}
	return found, nil
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
