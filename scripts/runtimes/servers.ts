import type { Server } from 'node:http'

/** Lets a server listen on a port that the system picks; gives its origin. */
export async function start(server: Server): Promise<string> {
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(0, '127.0.0.1', listening)
  })
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('A server has no address.')
  return `http://127.0.0.1:${address.port}`
}

export async function close(server: Server): Promise<void> {
  await new Promise<void>((closed) => {
    server.close(() => closed())
    server.closeAllConnections()
  })
}
