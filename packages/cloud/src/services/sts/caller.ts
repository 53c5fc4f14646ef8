/** Who signs with a key that the cloud did not issue: the account's root user. */
export function accountRoot(account: string): { UserId: string; Arn: string } {
  return { UserId: account, Arn: `arn:aws:iam::${account}:root` }
}
