"""Runs a command on a terminal of its own: on_terminal.py <columns> <command...>. What comes on stdin is typed, what is shown goes to stdout."""
import fcntl, os, pty, select, struct, sys, termios

columns, command = int(sys.argv[1]), sys.argv[2:]
child, terminal = pty.fork()
if child == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    os.execvp(command[0], command)
inputs = [terminal, 0]
while terminal in inputs:
    for ready in select.select(inputs, [], [])[0]:
        try:
            text = os.read(ready, 65536)
        except OSError:
            text = b""
        if ready == terminal:
            if not text:
                inputs.remove(terminal)
            else:
                os.write(1, text)
        elif text:
            os.write(terminal, text)
        else:
            inputs.remove(0)
status = os.waitpid(child, 0)[1]
sys.exit(os.waitstatus_to_exitcode(status) % 256)
