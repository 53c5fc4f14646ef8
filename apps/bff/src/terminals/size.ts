import { z } from 'zod'

/** Members `cols` and `rows` of whatever tells a terminal's size. */
export const terminalSize = {
  cols: z.int().min(1).max(1000),
  rows: z.int().min(1).max(1000),
}
