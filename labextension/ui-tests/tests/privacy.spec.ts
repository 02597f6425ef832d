/** What leaves, and when. */
import { expect, FARES, MEANS, test } from '../support/test';

const SECRET = 'no-hull-like-this-one';

for (const level of ['anonymous', 'schema', 'masked'] as const) {
  test(`at the level ${level} the endpoint gets, byte for byte, what the panel showed`, async ({
    open,
    panel,
    scripted
  }) => {
    const endpoint = await scripted({ completions: [MEANS] });
    await open([FARES.replaceAll('Bergen', SECRET)]);
    await panel.open();
    await panel.request.fill('average fare by class');
    await panel.region.getByLabel('What may leave the kernel').selectOption(level);
    const before = endpoint.requests().length;
    await panel.button('Show what is sent').click();
    const shown = await panel.region.getByRole('region', { name: 'What is sent' }).textContent();
    expect(endpoint.requests().length).toBe(before);
    await panel.askButton.click();
    await panel.answered();
    const sent = endpoint.requests().map(({ body }) => texts(body ?? {}));
    expect(sent[0]).toBe(shown);
    expect(JSON.stringify(endpoint.log())).not.toContain(SECRET);
  });
}

/** All that a model is given in a request. */
function texts(body: Record<string, unknown>): string {
  const { messages, prompt } = body as { messages?: { content: string }[]; prompt?: string };
  return messages ? messages.map(message => message.content).join('\n\n') : (prompt ?? '');
}

test('nothing is sent to a kernel while nobody does anything', async ({ open, page, panel }) => {
  const frames: string[] = [];
  page.on('websocket', socket => {
    socket.on('framesent', ({ payload }) => frames.push(payload.toString()));
  });
  await page.reload();
  await open([FARES]);
  await panel.open();
  await expect(panel.chip('df')).toBeVisible();
  await panel.request.fill('average fare by class');
  const before = frames.length;
  expect(before).toBeGreaterThan(0);
  await page.waitForTimeout(8_000);
  expect(frames.slice(before)).toEqual([]);
});

test('opening a notebook with the panel closed asks the kernel nothing of ours', async ({
  open,
  page
}) => {
  const frames: string[] = [];
  page.on('websocket', socket => {
    socket.on('framesent', ({ payload }) => frames.push(payload.toString()));
  });
  await page.reload();
  await open([FARES]);
  expect(frames.length).toBeGreaterThan(0);
  expect(frames.filter(frame => frame.includes('gift4code'))).toEqual([]);
});
