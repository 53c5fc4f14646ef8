import { enableCompileCache } from 'node:module'

// Every wake is a new thread: what it is made of is compiled once and kept, where the server keeps its own.
enableCompileCache(process.argv[2])
await import('./main.ts')
