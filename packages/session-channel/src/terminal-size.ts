import { parseJsonObject } from './json.ts'

export interface TerminalSize {
  readonly cols: number
  readonly rows: number
}

const maxCells = 65_535

export function sizePayload(size: TerminalSize): Uint8Array {
  return Buffer.from(`{"cols":${size.cols},"rows":${size.rows}}`, 'latin1')
}

export function parseSize(payload: Uint8Array): TerminalSize | undefined {
  const fields = parseJsonObject(payload)
  const cols = fields?.['cols']
  const rows = fields?.['rows']
  return isCellCount(cols) && isCellCount(rows) ? { cols, rows } : undefined
}

export function isSameSize(a: TerminalSize | undefined, b: TerminalSize | undefined): boolean {
  return a?.cols === b?.cols && a?.rows === b?.rows
}

function isCellCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= maxCells
}
