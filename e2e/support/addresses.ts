/** Where the server under test listens; set BRUME_E2E_PORT to run two suites side by side. */
const base = Number(process.env.BRUME_E2E_PORT ?? 28_080)

export const CONSOLE_PORT = base
export const AWS_PORT = base + 1
export const GATEWAY_PORT = base + 2
export const SSH_PORT = base + 3
export const CONSOLE_URL = `http://127.0.0.1:${CONSOLE_PORT}`
export const AWS_URL = `http://127.0.0.1:${AWS_PORT}`
