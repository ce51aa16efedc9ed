/** What `askreel eval --help` ends with: how to grade one's own videos. */
export const evalHelp = `Grade your own videos: put a truth.csv beside them. A row describes a span of a video, or asks about it.

  video,start,end,description,question,answer
  beach.mp4,0:12,0:19,a dog runs into the sea,,
  beach.mp4,1:05,1:11,children build a castle,,
  beach.mp4,0:12,0:19,,When does the dog run?,
  beach.mp4,,,,Who builds the castle?,children
  beach.mp4,,,,Is there a boat?,no
  beach.mp4,,,,How many dogs are there?,2
  party.mp4,3:40,3:52,somebody blows out candles,,
  party.mp4,,,,When does a horse appear?,not found
  party.mp4,,,,What is on the table?,cake; candles

Columns that you do not need may be left out. start and end are seconds, m:ss or h:mm:ss; a question without an answer is
right when its first citation overlaps the span (IoU 0.3); of an answer all words between semicolons must be said. An
optional column "type" groups questions. Then: askreel eval <folder>

Score predictions for a public benchmark with its own metrics (askreel eval --benchmarks lists them):
  askreel eval truth.jsonl --benchmark qvhighlights --predictions submission.jsonl --report scores.html`;
