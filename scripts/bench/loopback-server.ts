import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { exchangeOf, type Operation, type Vendor } from './exchanges.js'

// As little of a server as can be: what it costs is in every row, and hides what the rows differ by.
const [vendor, operation] = process.argv.slice(2) as [Vendor, Operation]
const { answer, status } = exchangeOf(vendor, operation)
const body = JSON.stringify(answer)
const response = `HTTP/1.1 ${status} OK\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`

const server = createServer((socket) => {
  let pending = ''
  socket.setNoDelay(true)
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk) => {
    pending += chunk.toString('latin1')
    for (;;) {
      const headEnd = pending.indexOf('\r\n\r\n')
      if (headEnd === -1) return
      const length = Number(/content-length: (\d+)/i.exec(pending.slice(0, headEnd))?.[1] ?? 0)
      const end = headEnd + 4 + length
      if (pending.length < end) return
      pending = pending.slice(end)
      socket.write(response)
    }
  })
})
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
process.once('disconnect', () => process.exit())
