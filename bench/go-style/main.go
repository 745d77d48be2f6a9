// The six questions as a Go program asks them that has Docker's client in it: one ssh with `docker system dial-stdio`,
// one HTTP connection over it, one question after the other. Standard library only, so that nothing is downloaded.
//
//	main USER@HOST PORT
package main

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"time"
)

type pipe struct {
	net.Conn
	in  interface{ Write([]byte) (int, error) }
	out interface{ Read([]byte) (int, error) }
}

func (p pipe) Read(b []byte) (int, error)       { return p.out.Read(b) }
func (p pipe) Write(b []byte) (int, error)      { return p.in.Write(b) }
func (p pipe) Close() error                     { return nil }
func (p pipe) SetDeadline(time.Time) error      { return nil }
func (p pipe) SetReadDeadline(time.Time) error  { return nil }
func (p pipe) SetWriteDeadline(time.Time) error { return nil }

func dial(context.Context, string, string) (net.Conn, error) {
	ssh := exec.Command("ssh", "-o", "ConnectTimeout=30", "-p", os.Args[2], os.Args[1], "--", "docker", "system", "dial-stdio")
	in, _ := ssh.StdinPipe()
	out, _ := ssh.StdoutPipe()
	return pipe{in: in, out: out}, ssh.Start()
}

func main() {
	client := http.Client{Transport: &http.Transport{DialContext: dial, MaxConnsPerHost: 1}}
	// Docker's client asks for the version of the API first.
	for _, path := range []string{"_ping", "info", "services", "tasks", "secrets", "configs", "networks"} {
		answer, err := client.Get("http://docker/" + path)
		if err != nil || answer.StatusCode != 200 {
			os.Exit(1)
		}
		var read any
		if path != "_ping" && json.NewDecoder(answer.Body).Decode(&read) != nil {
			os.Exit(1)
		}
		// Else the connection is not used again.
		io.Copy(io.Discard, answer.Body)
		answer.Body.Close()
	}
}
