import type { Locator, Page } from '@playwright/test'
import { expect } from './test.ts'

/** The row of a list that has this text. */
export function row(page: Page, text: string | RegExp): Locator {
  return page.getByRole('row').filter({ hasText: text })
}

/** Chooses one row of a list. */
export async function select(page: Page, text: string | RegExp): Promise<void> {
  await row(page, text).getByRole('checkbox').check()
}

/** Opens a menu of the page's head and gives the entry, reached through its group if it has one. */
export async function menuItem(
  page: Page,
  menu: string,
  ...path: (string | RegExp)[]
): Promise<Locator> {
  await page.getByRole('button', { name: menu, exact: true }).first().click()
  for (const group of path.slice(0, -1)) await page.getByRole('menuitem', { name: group }).click()
  return page.getByRole('menuitem', { name: path.at(-1) ?? '' })
}

/** An entry of a menu that cannot be chosen, and says why. */
export async function expectRefused(item: Locator, reason: string | RegExp): Promise<void> {
  await expect(item).toHaveAttribute('aria-disabled', 'true')
  await item.hover()
  await expect(item.page().getByRole('tooltip').or(item).getByText(reason).first()).toBeAttached()
}

/** Types the word that a deletion asks for and confirms it. */
export async function confirmDelete(page: Page, submit: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'To confirm, type delete below.' }).fill('delete')
  await dialog.getByRole('button', { name: submit, exact: true }).click()
  await expect(dialog).toBeHidden()
}

/** Confirms the deletion of something with all that depends on it, and reads the result: `2 of 2 done, 0 failed`. */
export async function confirmRemoval(page: Page, result: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'To confirm, type delete below.' }).fill('delete')
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(dialog.getByText(result)).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).first().click()
  await expect(dialog).toBeHidden()
}
