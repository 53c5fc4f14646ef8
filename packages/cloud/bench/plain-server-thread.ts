import { createServer } from 'node:http'
import { parentPort } from 'node:worker_threads'

/** A plain Node server with one small page, in a thread of its own as a guest is: what the gateway is compared with. */
const page = '<h1>It works!</h1>\n'
const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/html', 'content-length': page.length })
  response.end(page)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  parentPort?.postMessage(typeof address === 'object' ? address?.port : undefined, [])
})
