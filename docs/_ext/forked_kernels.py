"""Kernels that start in a moment: forked from one process that has imported TensorFlow already.

    python forked_kernels.py serve SOCKET            the server; prints "ready"
    python forked_kernels.py kernel SOCKET -f FILE   what Jupyter starts; stands in for the forked kernel

Importing TensorFlow takes seconds, and every page is a process of its own. Only where processes can be forked
(not on Windows, not on macOS, whose frameworks forbid it); elsewhere pages start ordinary kernels.
"""

import contextlib
import importlib
import json
import os
import signal
import socket
import sys
from pathlib import Path


def serve(address: str) -> None:
    """Import what pages import, then fork a kernel for every request."""
    # Resolved when a page draws its first figure, in the forked process.
    os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
    for module in ("ipykernel.ipkernel", "ipykernel.zmqshell", "keras", "matplotlib.pyplot", "tensorflow"):
        importlib.import_module(module)

    threads = list(Path("/proc/self/task").iterdir())
    if len(threads) > 1:
        sys.exit(f"A process with {len(threads)} threads cannot be forked safely.")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(address)
        server.listen(16)
        print("ready", flush=True)
        while True:
            client, _ = server.accept()
            message, streams, _, _ = socket.recv_fds(client, 1 << 16, 3)
            if os.fork() == 0:
                server.close()
                become_kernel(client, json.loads(message), streams)
            client.close()
            for stream in streams:
                os.close(stream)


def become_kernel(client: socket.socket, request: dict[str, list[str] | str], streams: list[int]) -> None:
    """Turn this forked process into the kernel that was asked for; never returns."""
    from ipykernel.kernelapp import IPKernelApp

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(str(request["folder"]))
    sys.path[0] = ""
    # With a parent to watch, a kernel ends when the server does.
    arguments = [*request["arguments"], f"--IPKernelApp.parent_handle={os.getppid()}"]
    sys.argv = ["ipykernel_launcher", *arguments]
    client.sendall(f"{os.getpid()}\n".encode())
    try:
        IPKernelApp.launch_instance(argv=arguments)
    finally:
        os._exit(0)


def stand_in(address: str, arguments: list[str]) -> None:
    """Ask for a kernel, pass signals on to it, and end when it ends."""
    with socket.socket(socket.AF_UNIX) as server:
        server.connect(address)
        request = json.dumps({"arguments": arguments, "folder": str(Path.cwd())})
        socket.send_fds(server, [request.encode()], [0, 1, 2])
        kernel = int(server.makefile().readline())
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda number, frame: os.kill(kernel, number))
        while True:
            with contextlib.suppress(InterruptedError):
                if not server.recv(1):
                    return


if __name__ == "__main__":
    role, socket_address, *rest = sys.argv[1:]
    serve(socket_address) if role == "serve" else stand_in(socket_address, rest)
