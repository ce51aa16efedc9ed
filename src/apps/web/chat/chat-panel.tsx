import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { queries } from '../server/queries.js';
import { useWords } from '../words/words-context.js';
import { AnswerView } from './answer-view.js';
import { ThreadChoice } from './thread-choice.js';
import { useConversation } from './use-conversation.js';

/** Questions and answers about the library, or about the video that is open. */
export function ChatPanel({ videoId }: { readonly videoId: string | undefined }) {
  const words = useWords();
  const conversation = useConversation();
  const [text, setText] = useState('');
  const [only, setOnly] = useState(true);
  const end = useRef<HTMLDivElement>(null);
  const { data: video } = useQuery({ ...queries.video(videoId ?? ''), enabled: videoId !== undefined });
  const { turns, busy } = conversation;
  const scoped = videoId !== undefined && only;
  const last = turns.at(-1);
  useEffect(() => {
    if (last) end.current?.scrollIntoView({ block: 'nearest' });
  }, [turns.length, last?.text.length, last?.state]);
  const send = (question: string): void => {
    if (question.trim() === '' || busy) return;
    conversation.send(question.trim(), scoped ? [videoId] : undefined);
    setText('');
  };
  return (
    <div className="chat">
      <ThreadChoice conversation={conversation} />
      <div className="turns" role="log" aria-label={words.chat} tabIndex={0}>
        {turns.length === 0 && (
          <div className="examples">
            <p className="hint">{words.examples}</p>
            {words.exampleQuestions.map((example) => (
              <button key={example} type="button" onClick={() => send(example)}>
                {example}
              </button>
            ))}
          </div>
        )}
        {turns.map((turn) => (
          <AnswerView key={turn.key} turn={turn} />
        ))}
        <div ref={end} />
      </div>
      <form
        className="ask"
        onSubmit={(event) => {
          event.preventDefault();
          send(text);
        }}
      >
        {videoId !== undefined && (
          <label className="hint">
            <input type="checkbox" checked={only} onChange={({ target }) => setOnly(target.checked)} />{' '}
            {words.scopeVideo}
          </label>
        )}
        <div className="line">
          <input
            type="text"
            aria-label={words.ask}
            placeholder={scoped && video ? words.askAbout(video.title) : words.askHint}
            value={text}
            maxLength={4000}
            onChange={({ target }) => setText(target.value)}
          />
          {busy ? (
            <button type="button" onClick={conversation.stop}>
              {words.stop}
            </button>
          ) : (
            <button type="submit" className="main" disabled={text.trim() === ''}>
              {words.send}
            </button>
          )}
        </div>
      </form>
    </div>
  );
}
